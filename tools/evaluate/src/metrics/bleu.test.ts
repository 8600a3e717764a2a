import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bleu, bleuCounts } from './bleu.js';

const score = (candidate: string, ...references: string[]) => ({
  candidate: candidate.split(' '),
  references: references.map((reference) => reference.split(' ')),
});

describe('bleu', () => {
  it('gives the values that nlg-eval publishes', () => {
    const counts = bleuCounts(score('this is a good test', 'this is a test', 'this is also a test'));
    const [one, two, three, four] = bleu([counts]);
    expect(one).toBeCloseTo(0.799999, 5);
    expect(two).toBeCloseTo(0.632455, 5);
    expect(three).toBeCloseTo(0.5108729, 5);
    expect((four ?? 0) * 1e5).toBeCloseTo(9.03602, 5);
  });

  it('counts a word no more often than a single reference has it (the example of the paper)', () => {
    const counts = bleuCounts(
      score('the the the the the the the', 'the cat is on the mat', 'there is a cat on the mat'),
    );
    expect(counts).toMatchObject({ matches: [2, 0, 0, 0], ngrams: [7, 6, 5, 4], length: 7, referenceLength: 7 });
    expect(bleu([counts])[0]).toBeCloseTo(2 / 7, 8);
  });

  it('punishes what is shorter than the closest reference', () => {
    expect(bleu([bleuCounts(score('a b', 'a b c d', 'a b c d e'))])[0]).toBeCloseTo(Math.exp(1 - 4 / 2), 7);
  });

  it('takes the shorter of two references that are as close', () => {
    expect(bleuCounts(score('a b c d e', 'a b c d e f', 'a b c d')).referenceLength).toBe(4);
  });

  it('adds counts up before it divides', () => {
    const corpus = [score('a b c d', 'a b c d'), score('x y', 'p q')].map(bleuCounts);
    expect(bleu(corpus)[0]).toBeCloseTo(4 / 6, 8);
    expect(bleu(corpus)[1]).toBeCloseTo(Math.sqrt((4 / 6) * (3 / 4)), 8);
  });

  it('stays finite for a corpus of empty captions', () => {
    for (const value of bleu([{ matches: [0, 0, 0, 0], ngrams: [0, 0, 0, 0], length: 0, referenceLength: 5 }])) {
      expect(value).toBe(0);
    }
  });

  it('lies between 0 and 1, and a caption that is a reference reaches 1', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 4, maxLength: 8 });
    fc.assert(
      fc.property(words, fc.array(words, { minLength: 1, maxLength: 3 }), (candidate, references) => {
        for (const value of bleu([bleuCounts({ candidate, references })])) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        const perfect = bleu([bleuCounts({ candidate, references: [...references, candidate] })]);
        for (const value of perfect) expect(value).toBeCloseTo(1, 8);
      }),
    );
  });
});
