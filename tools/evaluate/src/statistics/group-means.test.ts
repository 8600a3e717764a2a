import { describe, expect, it } from 'vitest';
import { groupMeans, placesBy } from './group-means.js';

describe('groupMeans', () => {
  it('weighs every value alike, however large its group', () => {
    const [one, other] = groupMeans(
      [[0, 1, 2], [3]],
      [
        [1, 1, 1, 0],
        [0, 0, 0, 4],
      ],
    );
    expect(one?.value).toBe(0.75);
    expect(other?.value).toBe(1);
    // Draws of two groups: twice the first, twice the second, or both.
    expect([one?.low, one?.high]).toEqual([0, 1]);
    expect([other?.low, other?.high]).toEqual([0, 4]);
  });

  it('is wider where values come in groups of their like', () => {
    const values = Array.from({ length: 400 }, (_, index) => (index < 200 ? 1 : 0));
    const width = (size: number) => {
      const groups = Array.from({ length: 400 / size }, (_, group) =>
        Array.from({ length: size }, (_, index) => group * size + index),
      );
      const [mean] = groupMeans(groups, [values]);
      return (mean?.high ?? 0) - (mean?.low ?? 0);
    };
    // The deviation of a mean of 16 groups is five times that of 400.
    expect(width(25) / width(1)).toBeGreaterThan(4);
    expect(width(25) / width(1)).toBeLessThan(6);
  });
});

it('placesBy keeps the order of keys and places', () => {
  expect(placesBy(['b1', 'a1', 'b2', 'c1', 'a2'], ([letter = '']) => letter)).toEqual([[0, 2], [1, 4], [3]]);
});
