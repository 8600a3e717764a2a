import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { FoldedRows } from './folded-rows.js';

const setup = fc.record({
  batches: fc.integer({ min: 1, max: 3 }),
  rows: fc.integer({ min: 1, max: 3 }),
  heads: fc.integer({ min: 1, max: 3 }),
  groups: fc.integer({ min: 1, max: 3 }),
  queries: fc.integer({ min: 1, max: 4 }),
  width: fc.integer({ min: 1, max: 3 }),
});

it('puts query (b x R + r, h x G + g, m) at position (r, g, m) of key/value head h', () => {
  fc.assert(
    fc.property(setup, fc.nat(), fc.nat(), ({ batches, rows, heads, groups, queries, width }, from, to) => {
      const queryHeads = heads * groups;
      const folded = new FoldedRows([batches * rows, queryHeads, queries, width], heads, rows);
      const source = Float32Array.from({ length: batches * rows * queryHeads * queries * width }, (_, index) => index);
      const length = rows * groups * queries;
      const start = from % length;
      const tile = { firstBatch: 0, batches, firstHead: 0, heads, start, length: 1 + (to % (length - start)) };
      const gathered = folded.gather('float32', source, width, tile);
      let at = 0;
      for (let batch = 0; batch < batches; batch += 1)
        for (let head = 0; head < heads; head += 1)
          for (let position = start; position < start + tile.length; position += 1, at += width) {
            const row = Math.floor(position / (groups * queries));
            const group = Math.floor(position / queries) % groups;
            const query = position % queries;
            const expected = (((batch * rows + row) * queryHeads + head * groups + group) * queries + query) * width;
            expect(gathered[at]).toBe(expected);
          }
      const target = new Float32Array(source.length).fill(-1);
      folded.scatter(target, gathered, width, tile);
      expect(target.filter((element) => element !== -1)).toHaveLength(gathered.length);
      expect(target.every((element, index) => element === -1 || element === index)).toBe(true);
    }),
  );
});
