import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squadForm } from './squad-form.js';
import { squadScores, tokenF1 } from './squad-scores.js';

describe('squadForm', () => {
  // What `normalize_answer` of the official script makes of the same texts.
  it.each([
    ['The  Denver Broncos.', 'denver broncos'],
    ['an apple, a day', 'apple day'],
    ["Levi's Stadium", 'levis stadium'],
    ['24–10', '24–10'],
    ['$1,200.50', '120050'],
    ['theatre', 'theatre'],
    ['Théâtre à la a', 'théâtre à la'],
    ['caféa', 'caféa'],
    ['The', ''],
    ['A.D. 70', 'ad 70'],
    ['“a”', '“ ”'],
  ])('makes %j %j', (answer, form) => expect(squadForm(answer)).toBe(form));

  it('changes nothing when applied again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('x', 'é', ' ', 'Y', '7', '\t') }), (text) => {
        expect(squadForm(squadForm(text))).toBe(squadForm(text));
      }),
    );
  });
});

describe('tokenF1', () => {
  it.each([
    ['Denver Broncos', 'the Denver Broncos', 1],
    // One word of two is shared by one of three: precision 1/2, recall 1/3.
    ['Denver team', 'broncos from Denver', 0.4],
    // A word counts as often as both have it: 2 of 3, and 2 of 2.
    ['New York New', 'new new', 0.8],
    ['Carolina', 'Denver', 0],
    ['the', 'a', 1],
    ['the', 'Denver', 0],
  ])('of %j and %j is %d', (answer, other, expected) => expect(tokenF1(answer, other)).toBeCloseTo(expected, 12));

  it('is symmetric, lies in [0, 1], and is 1 for the same words in any order', () => {
    const word = fc.constantFrom('red', 'green', 'blue', 'sky');
    const words = fc.array(word, { maxLength: 6 });
    fc.assert(
      fc.property(words, words, (one, other) => {
        const value = tokenF1(one.join(' '), other.join(' '));
        expect(value).toBe(tokenF1(other.join(' '), one.join(' ')));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(tokenF1(one.join(' '), one.toReversed().join(', '))).toBe(1);
      }),
    );
  });
});

it('takes the best of the marked answers, for each measure by itself', () => {
  expect(squadScores('the Santa Clara stadium', ['Santa Clara', 'California'])).toEqual({ exact: 0, f1: 0.8 });
  expect(squadScores('California', ['Santa Clara, California', 'California.'])).toEqual({ exact: 1, f1: 1 });
  expect(squadScores('anything', [])).toEqual({ exact: 0, f1: 0 });
});
