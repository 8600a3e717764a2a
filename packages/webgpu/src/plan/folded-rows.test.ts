import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CallSizes, foldedRows, rowRuns } from './folded-rows.js';
import { pairSteps, pairWindow } from './pair-window.js';

const size = fc.integer({ min: 1, max: 4 });
const sizesOfCall = fc
  .record({ batch: size, memoryRows: size, keyHeads: size, groups: size, queries: size, keys: size })
  .map(({ groups, ...sizes }) => ({ ...sizes, queryHeads: sizes.keyHeads * groups, headSize: 4, valueHeadSize: 4 }));

/** A random block of a call's queries. */
const blocks = sizesOfCall.chain((sizes) => {
  const part = (length: number) =>
    fc
      .tuple(fc.nat(length - 1), fc.nat(length - 1))
      .map(([one, other]) => ({ first: Math.min(one, other), count: Math.abs(one - other) + 1 }));
  return fc.tuple(part(sizes.batch * sizes.keyHeads), part(foldedRows(sizes))).map(([pairs, rows]) => ({
    sizes,
    block: { firstPair: pairs.first, pairs: pairs.count, firstRow: rows.first, rows: rows.count },
  }));
});

/** Batch, head and query of a folded row, by the definition. */
function indicesOf(sizes: CallSizes, pair: number, row: number) {
  const groups = sizes.queryHeads / sizes.keyHeads;
  return {
    batch: Math.floor(pair / sizes.keyHeads) * sizes.memoryRows + Math.floor(row / (groups * sizes.queries)),
    head: (pair % sizes.keyHeads) * groups + (Math.floor(row / sizes.queries) % groups),
    query: row % sizes.queries,
  };
}

it('is one run where whole pairs share no memory rows', () => {
  const sizes = {
    batch: 2,
    memoryRows: 1,
    keyHeads: 2,
    queryHeads: 4,
    queries: 3,
    keys: 5,
    headSize: 4,
    valueHeadSize: 4,
  };
  expect(rowRuns(sizes, { firstPair: 1, pairs: 3, firstRow: 0, rows: 6 })).toEqual([
    { callRow: 6, blockRow: 0, count: 18 },
  ]);
});

it('finds every folded row in the tensors of the call', () => {
  fc.assert(
    fc.property(blocks, ({ sizes, block }) => {
      const found = new Map<number, number>();
      for (const { callRow, blockRow, count } of rowRuns(sizes, block))
        for (let row = 0; row < count; row += 1) found.set(blockRow + row, callRow + row);
      expect(found.size).toBe(block.pairs * block.rows);
      for (const [blockRow, callRow] of found) {
        const pair = block.firstPair + Math.floor(blockRow / block.rows);
        const { batch, head, query } = indicesOf(sizes, pair, block.firstRow + (blockRow % block.rows));
        expect(callRow).toBe((batch * sizes.queryHeads + head) * sizes.queries + query);
      }
    }),
  );
});

it('binds every element of a mask that a block reads', () => {
  fc.assert(
    fc.property(blocks, fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()), ({ sizes, block }, full) => {
      const all = [sizes.batch * sizes.memoryRows, sizes.queryHeads, sizes.queries, sizes.keys];
      const shape = all.map((length, axis) => (full[axis] ? length : 1));
      const steps = pairSteps(shape);
      const window = pairWindow(steps, sizes, block, 4);
      expect(window.start % 4).toBe(0);
      expect(window.end).toBeLessThanOrEqual(shape.reduce((product, length) => product * length, 1));
      for (let pair = block.firstPair; pair < block.firstPair + block.pairs; pair += 1)
        for (let row = block.firstRow; row < block.firstRow + block.rows; row += 1) {
          const { batch, head, query } = indicesOf(sizes, pair, row);
          const first = batch * steps.batch + head * steps.head + query * steps.query;
          expect(first).toBeGreaterThanOrEqual(window.start);
          expect(first + (sizes.keys - 1) * steps.key).toBeLessThan(window.end);
        }
    }),
  );
});
