import { describe, expect, it } from 'vitest';
import { bootstrapIntervals } from './bootstrap.js';

const mean = (values: readonly number[]) => (indices: readonly number[]) => [
  indices.reduce((sum, index) => sum + (values[index] ?? 0), 0) / indices.length,
];

describe('bootstrapIntervals', () => {
  it('is as wide as the theory of a mean says', () => {
    // Half zeros, half ones: the deviation of the mean of 400 is 0.5 / 20, and 95% lie within 1.96 deviations.
    const values = Array.from({ length: 400 }, (_, index) => index % 2);
    const [interval] = bootstrapIntervals(400, mean(values));
    expect(interval?.low).toBeCloseTo(0.5 - 1.96 * 0.025, 2);
    expect(interval?.high).toBeCloseTo(0.5 + 1.96 * 0.025, 2);
  });

  it('repeats', () => {
    const values = [1, 5, 2, 8, 3];
    expect(bootstrapIntervals(5, mean(values))).toEqual(bootstrapIntervals(5, mean(values)));
  });

  it('has no width where all captions score the same', () => {
    expect(bootstrapIntervals(3, mean([2, 2, 2]))).toEqual([{ low: 2, high: 2 }]);
  });
});
