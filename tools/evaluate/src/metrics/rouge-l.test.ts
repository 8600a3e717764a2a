import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestCommonSubsequence } from './longest-common-subsequence.js';
import { rougeL } from './rouge-l.js';

const words = (text: string) => (text === '' ? [] : text.split(' '));

describe('rougeL', () => {
  it('gives the value that nlg-eval publishes', () => {
    const references = [words('this is a test'), words('this is also a test')];
    expect(rougeL({ candidate: words('this is a good test'), references })).toBeCloseTo(0.9070631, 5);
  });

  it('weighs recall by 1.2', () => {
    // Longest common subsequence 2: precision 1, recall 2/3, (1 + 1.44) * 2/3 / (2/3 + 1.44).
    expect(rougeL({ candidate: words('a c'), references: [words('a b c')] })).toBeCloseTo(0.7721519, 7);
  });

  it('takes the best precision and the best recall, be they of different references', () => {
    // Precision 3/4 against the long one, recall 1 against the short one.
    const references = [words('a b'), words('a b c x y z')];
    expect(rougeL({ candidate: words('a b c d'), references })).toBeCloseTo((2.44 * 0.75) / (1 + 1.44 * 0.75), 7);
  });

  it('is 0 where nothing is in common or nothing was said', () => {
    expect(rougeL({ candidate: words('x'), references: [words('a b')] })).toBe(0);
    expect(rougeL({ candidate: [], references: [words('a b')] })).toBe(0);
    expect(rougeL({ candidate: words('a'), references: [[]] })).toBe(0);
  });
});

describe('longestCommonSubsequence', () => {
  /** Tries every subsequence. */
  function slowly(one: readonly string[], other: readonly string[]): number {
    const [first, ...rest] = one;
    if (first === undefined) return 0;
    const place = other.indexOf(first);
    const without = slowly(rest, other);
    return place === -1 ? without : Math.max(without, 1 + slowly(rest, other.slice(place + 1)));
  }

  it('is the longest that trying all finds', () => {
    const list = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });
    fc.assert(fc.property(list, list, (one, other) => longestCommonSubsequence(one, other) === slowly(one, other)));
  });
});
