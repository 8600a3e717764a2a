import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseTile } from './choose-tile.js';
import { planSplits } from './plan-splits.js';

const tile = chooseTile({ rows: 1, headVectors: 16, valueVectors: 16, workgroupBytes: 16_384, workgroupThreads: 256 });

it('splits a long memory between workgroups when there are few queries', () => {
  expect(planSplits(tile, 25_000, 12)).toEqual({ splits: 22, keysPerSplit: 1152 });
});

it('does not split where the queries keep the device busy, or the memory is short', () => {
  expect(planSplits(tile, 25_000, 4096).splits).toBe(1);
  expect(planSplits(tile, 300, 1).splits).toBe(1);
});

it('covers all keys, and no split is empty', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e5 }), (keys, workgroups) => {
      const { splits, keysPerSplit } = planSplits(tile, keys, workgroups);
      expect(splits * keysPerSplit).toBeGreaterThanOrEqual(keys);
      expect((splits - 1) * keysPerSplit).toBeLessThan(keys);
    }),
  );
});
