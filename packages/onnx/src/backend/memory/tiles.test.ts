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

it('cuts batches before heads, and heads before rows', () => {
  const cut = (...[batches, heads, length, keys]: [number, number, number, number]) =>
    [...tiles(batches, heads, length, keys * 4, 64 * 2 ** 20)].map((tile) => [tile.batches, tile.heads, tile.length]);
  expect(cut(1, 12, 8, 25_000)).toEqual([[1, 12, 8]]);
  expect(cut(2, 16, 1024, 1024)).toEqual(new Array(2).fill([1, 16, 1024]));
  expect(cut(1, 16, 2048, 2048)).toEqual(new Array(4).fill([1, 4, 2048]));
  expect(cut(1, 8, 256, 16_384)).toEqual(new Array(2).fill([1, 4, 256]));
  expect(cut(1, 2, 512, 65_536)).toEqual(new Array(4).fill([1, 1, 256]));
  expect(cut(1, 1, 16, 2_000_000)).toEqual([
    [1, 1, 8],
    [1, 1, 8],
  ]);
});
