import { describe, expect, it } from 'vitest';
import { summarizeEvidence } from './summarize-evidence.js';

const photo = {
  caption: 'a dog runs',
  words: [
    { word: 'dog', attended: [3, 0], others: [1, 1], random: [1, 2, 3, 4] },
    { word: 'runs', attended: [5, 0], others: [9, 1], random: [0, 0, 0, 4] },
  ],
};
const alone = {
  caption: 'dog',
  words: [{ word: 'dog', attended: [0, 0], others: [undefined, undefined], random: [1, 1, 1, 1] }],
};

describe('summarizeEvidence', () => {
  const summary = summarizeEvidence({ gazes: ['good', 'bad'], photos: [photo, alone] });
  const values = summary.gazes.map(({ overOneDraw, overMeanDraw, overOtherWords, drop }) => [
    overOneDraw.value,
    overMeanDraw.value,
    overOtherWords.value,
    drop.value,
  ]);

  it('counts pairs of word and draw, words against the mean, and words against other words', () => {
    expect(summary).toMatchObject({ photos: 2, words: 3, randomDrop: 18 / 12 });
    // Of 12 pairs 2 and 4 are won; 3 > 2.5 and 5 > 1; of two words that have others one is lowered more by its own cover.
    expect(values[0]).toEqual([6 / 12, 2 / 3, 1 / 2, 8 / 3]);
    expect(values[1]).toEqual([0, 0, 0, 0]);
  });

  it('has intervals that hold the values', () => {
    for (const { overOneDraw, drop } of summary.gazes) {
      for (const { value, low, high } of [overOneDraw, drop]) {
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
      }
    }
  });
});
