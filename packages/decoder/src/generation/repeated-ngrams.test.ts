import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokensRepeatingNgram } from './repeated-ngrams.js';

function hasRepeatedRun(tokens: readonly number[], size: number): boolean {
  const runs = tokens.slice(size - 1).map((_, start) => tokens.slice(start, start + size).join(','));
  return new Set(runs).size < runs.length;
}

describe('tokensRepeatingNgram', () => {
  it.each([
    [[1, 2, 3, 1, 2], 3, [3]],
    [[1, 2, 3, 1, 2], 2, [3]],
    [[1, 2, 1, 3, 1], 2, [2, 3]],
    [[1, 2], 1, [1, 2]],
    [[1, 2, 1, 2], 0, []],
    [[1, 1], 3, []],
  ])('after %j bans, for runs of %i, %j', (tokens, size, banned) => {
    expect(tokensRepeatingNgram(tokens, size)).toEqual(banned);
  });

  it('bans exactly the tokens that would make a run come twice', () => {
    const texts = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 4 }), (tokens, size) => {
        fc.pre(!hasRepeatedRun(tokens, size));
        const banned = new Set(tokensRepeatingNgram(tokens, size));
        for (let id = 0; id < 4; id++) expect(banned.has(id)).toBe(hasRepeatedRun([...tokens, id], size));
      }),
    );
  });
});
