import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { tiles } from './tiles.js';

it('covers every row of scores once, within the limit', () => {
  const sizes = fc.record({
    batches: fc.integer({ min: 1, max: 3 }),
    heads: fc.integer({ min: 1, max: 4 }),
    length: fc.integer({ min: 1, max: 200 }),
    rowBytes: fc.integer({ min: 1, max: 2000 }),
    limit: fc.integer({ min: 1, max: 50_000 }),
  });
  fc.assert(
    fc.property(sizes, ({ batches, heads, length, rowBytes, limit }) => {
      const covered = new Uint8Array(batches * heads * length);
      for (const tile of tiles(batches, heads, length, rowBytes, limit)) {
        const rows = tile.batches * tile.heads * tile.length;
        expect(rows === 1 || rows * rowBytes <= limit).toBe(true);
        for (let batch = 0; batch < tile.batches; batch += 1)
          for (let head = 0; head < tile.heads; head += 1)
            for (let at = 0; at < tile.length; at += 1) {
              const row = ((tile.firstBatch + batch) * heads + tile.firstHead + head) * length + tile.start + at;
              covered[row] = (covered[row] ?? 0) + 1;
            }
      }
      expect(covered.every((count) => count === 1)).toBe(true);
    }),
  );
});

it('keeps heads together while enough rows fit, so that keys are read in one run', () => {
  expect([...tiles(1, 8, 1024, 65_536 * 4, 32 * 2 ** 20)]).toHaveLength(64);
  expect([...tiles(1, 12, 8, 25_000 * 4, 32 * 2 ** 20)]).toHaveLength(1);
  expect([...tiles(1, 8, 1, 1_000_000 * 4, 32 * 2 ** 20)]).toHaveLength(1);
});
