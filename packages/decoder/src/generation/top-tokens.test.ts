import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestToken, possibleTokens, topTokens } from './top-tokens.js';

const values = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(Number.NEGATIVE_INFINITY)), {
  minLength: 1,
  maxLength: 400,
});

describe('token choice', () => {
  it('finds the same tokens as sorting everything, ties by id', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 300 }), (list, count) => {
        const array = Float32Array.from(list);
        const expected = list
          .map((value, id) => ({ value, id }))
          .filter(({ value }) => value > Number.NEGATIVE_INFINITY)
          .sort((a, b) => b.value - a.value || a.id - b.id)
          .map(({ id }) => id);
        expect(topTokens(array, count)).toEqual(expected.slice(0, count));
        expect(bestToken(array)).toBe(expected[0] ?? -1);
        expect(possibleTokens(array)).toEqual(expected.sort((a, b) => a - b));
      }),
    );
  });

  it('passes over NaN', () => {
    expect(bestToken(Float32Array.of(Number.NaN, -2, Number.NaN))).toBe(1);
    expect(topTokens(Float32Array.of(Number.NaN, -2, Number.NaN, -1), 4)).toEqual([3, 1]);
    expect(bestToken(Float32Array.of(Number.NaN))).toBe(-1);
  });
});
