import { describe, expect, it } from 'vitest';
import { cider } from './cider.js';
import { documentFrequencies } from './document-frequencies.js';

const words = (text: string) => (text === '' ? [] : text.split(' '));
const group = (...references: string[]) => references.map(words);

/** Two photos, so that a word of one of them weighs ln 2. */
const frequencies = documentFrequencies([group('a b'), group('c d')]);

describe('documentFrequencies', () => {
  it('counts photos, not captions', () => {
    const { documents, frequency } = documentFrequencies([group('a b a', 'a b'), group('b c')]);
    expect(documents).toBe(2);
    expect(Object.fromEntries(frequency)).toEqual({ a: 1, b: 2, c: 1, 'a b': 1, 'b a': 1, 'a b a': 1, 'b c': 1 });
  });
});

describe('cider', () => {
  const score = (variant: 'CIDEr' | 'CIDEr-D', candidate: string, ...references: string[]) =>
    cider({ candidate: words(candidate), references: group(...references) }, frequencies, variant);

  it('is 0 for a corpus of one photo, as nlg-eval publishes', () => {
    const references = group('this is a test', 'this is also a test');
    const candidate = words('this is a good test');
    expect(cider({ candidate, references }, documentFrequencies([references]), 'CIDEr-D')).toBe(0);
    expect(cider({ candidate, references }, documentFrequencies([references]), 'CIDEr')).toBe(0);
  });

  it('is 10 times the share of sizes that agree', () => {
    // Two words have 1- and 2-grams, and no 3- and 4-grams.
    expect(score('CIDEr-D', 'a b', 'a b')).toBeCloseTo(5, 10);
    expect(score('CIDEr', 'a b', 'a b')).toBeCloseTo(5, 10);
    expect(score('CIDEr-D', 'c d', 'a b')).toBe(0);
  });

  it('clips counts and punishes another length, for D alone', () => {
    // 1-grams: (1 + 1) / (√5 √2), unclipped (2 + 1) / (√5 √2). 2-grams: 1 / √2. One bigram too many: exp(-1 / 72).
    const bigrams = 1 / Math.SQRT2;
    const clipped = (10 / 4) * (2 / Math.sqrt(10) + bigrams) * Math.exp(-1 / 72);
    const unclipped = (10 / 4) * (3 / Math.sqrt(10) + bigrams);
    expect(score('CIDEr-D', 'a a b', 'a b')).toBeCloseTo(clipped, 10);
    expect(clipped).toBeCloseTo(3.30272, 4);
    expect(score('CIDEr', 'a a b', 'a b')).toBeCloseTo(unclipped, 10);
  });

  it('is the mean over references', () => {
    expect(score('CIDEr-D', 'a b', 'a b', 'c d')).toBeCloseTo(2.5, 10);
  });

  it('gives no weight to what every photo has', () => {
    const common = documentFrequencies([group('a b'), group('a c')]);
    expect(cider({ candidate: words('a'), references: group('a b') }, common, 'CIDEr-D')).toBe(0);
  });

  it('weighs a word that no reference has as the rarest, in the norm', () => {
    // 1-grams: 1 / (√2 √2), where x counts in the norm alone; the 2-grams differ; both captions have one bigram.
    expect(score('CIDEr-D', 'a x', 'a b')).toBeCloseTo((10 / 4) * (1 / 2), 10);
  });

  it('is 0 for an empty caption', () => {
    expect(score('CIDEr-D', '', 'a b')).toBe(0);
  });
});
