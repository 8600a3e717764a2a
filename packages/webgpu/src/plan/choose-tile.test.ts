import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseTile } from './choose-tile.js';
import { columnsOf, keyGroupsOf, keysOf, rowsOf, threadsOf, workgroupBytes } from './kernel-tile.js';

const usual = { headVectors: 16, valueVectors: 16, workgroupBytes: 32_768, workgroupThreads: 256 };

it.each([
  [1, 1, 64],
  [2, 2, 64],
  [4, 4, 64],
  [8, 8, 128],
  [9, 16, 64],
  [17, 32, 64],
  [1000, 64, 128],
])('for %i queries takes tiles of %i rows in %i invocations', (rows, rowsOfTile, threads) => {
  const tile = chooseTile({ ...usual, rows });
  expect([rowsOf(tile), threadsOf(tile)]).toEqual([rowsOfTile, threads]);
});

it('keeps to the limits that every device has, and its parts divide each other', () => {
  const count = (max: number) => fc.integer({ min: 1, max });
  fc.assert(
    fc.property(count(300), count(300), count(300), fc.constantFrom(16_384, 32_768, 49_152), (rows, d, dv, bytes) => {
      const tile = chooseTile({ rows, headVectors: d, valueVectors: dv, workgroupBytes: bytes, workgroupThreads: 256 });
      expect(workgroupBytes(tile, d)).toBeLessThanOrEqual(bytes);
      expect(threadsOf(tile)).toBeLessThanOrEqual(256);
      expect(Number.isInteger(keyGroupsOf(tile))).toBe(true);
      expect(tile.valueChunk === 0 || keysOf(tile) % tile.valueChunk === 0).toBe(true);
      expect(columnsOf(tile)).toBeGreaterThan(0);
    }),
  );
});
