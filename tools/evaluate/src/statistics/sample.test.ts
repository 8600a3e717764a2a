import { expect, it } from 'vitest';
import { sample } from './sample.js';

it('takes the same items every time, in their order, from everywhere', () => {
  const items = Array.from({ length: 1000 }, (_, index) => index);
  const chosen = sample(items, 100);
  expect(new Set(chosen).size).toBe(100);
  expect(chosen.toSorted((one, other) => one - other)).toEqual(chosen);
  expect(sample(items, 100)).toEqual(chosen);
  const mean = chosen.reduce((sum, item) => sum + item, 0) / 100;
  // The deviation of the mean of 100 of them is 29.
  expect(Math.abs(mean - 500)).toBeLessThan(100);
});

it('takes all where there are no more', () => {
  expect(sample(['b', 'a'], 2)).toEqual(['b', 'a']);
  expect(sample(['b', 'a'], Infinity)).toEqual(['b', 'a']);
});
