import { describe, expect, it } from 'vitest';
import { scoreCaptions } from './score-captions.js';

const pairs = [
  { caption: 'A dog runs.', references: ['a dog runs', 'the dog runs fast'] },
  { caption: 'a man on a a man on a bike', references: ['a man rides a bike', 'a man on a bike'] },
  { caption: 'a dog runs', references: ['two cats sleep', 'cats on a sofa'] },
  { caption: 'children play', references: ['children play in the snow', 'kids in the snow'] },
];

describe('scoreCaptions', () => {
  it('means over photos what CIDEr and ROUGE-L say of each, with one set of document frequencies', () => {
    const { metrics } = scoreCaptions(pairs);
    const alone = pairs.map((pair) => scoreCaptions([pair]).metrics['ROUGE-L'].value);
    expect(metrics['ROUGE-L'].value).toBeCloseTo(alone.reduce((sum, value) => sum + value, 0) / pairs.length, 12);
    expect(scoreCaptions(pairs.slice(0, 1)).metrics['CIDEr-D'].value).toBe(0);
    expect(metrics['CIDEr-D'].value).toBeGreaterThan(0);
  });

  it('gives every metric an interval around it', () => {
    for (const { low, value, high } of Object.values(scoreCaptions(pairs).metrics)) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  });

  it('does not depend on the order of the photos', () => {
    const forwards = scoreCaptions(pairs).metrics;
    const backwards = scoreCaptions(pairs.toReversed()).metrics;
    for (const [name, { value }] of Object.entries(forwards)) {
      expect(backwards[name as keyof typeof backwards].value).toBeCloseTo(value, 12);
    }
  });

  it('describes the captions', () => {
    expect(scoreCaptions(pairs).statistics).toEqual({
      captions: 4,
      distinct: 3,
      repeatedBigram: 0.25,
      repeatedTrigram: 0.25,
      vocabulary: 8,
      meanLength: 17 / 4,
    });
  });
});
