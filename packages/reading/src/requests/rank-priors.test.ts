import { describe, expect, it } from 'vitest';
import { rankPriors } from './rank-priors.js';

describe('rankPriors', () => {
  it('are 1 divided by the rank', () => {
    expect(rankPriors(4)).toEqual([1, 1 / 2, 1 / 3, 1 / 4]);
    expect(rankPriors(0)).toEqual([]);
  });

  it.each([-1, 1.5, Number.NaN, '3' as never])('refuses %s', (passages) => {
    expect(() => rankPriors(passages)).toThrow(expect.objectContaining({ code: 'invalid-option' }));
    expect(() => rankPriors(passages)).toThrow(String(passages));
  });
});
