import { describe, expect, it } from 'vitest';
import { benchTexts } from './bench-texts.js';
import { generatedTexts } from './generated-texts.js';

describe('generatedTexts', () => {
  const { passages, questions } = generatedTexts(300, 20);

  it('makes different texts, the same ones every time', () => {
    expect(new Set(passages).size).toBe(300);
    expect(new Set(questions).size).toBe(20);
    expect(generatedTexts(300, 20)).toEqual({ passages, questions });
    expect(passages[0]).toMatch(/^[A-Z][a-z]+( [a-z]+)*\. [A-Z]/);
  });

  it('has frequent words and rare ones', () => {
    const counts = new Map<string, number>();
    for (const word of passages
      .join(' ')
      .toLowerCase()
      .match(/[a-z]+/g) ?? []) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const sorted = [...counts.values()].sort((one, other) => other - one);
    const total = sorted.reduce((sum, count) => sum + count, 0);
    // ln(2) / ln(4000) of a uniform number's logarithm falls to the first rank.
    expect((sorted[0] ?? 0) / total).toBeCloseTo(Math.log(2) / Math.log(4000), 1);
    expect(sorted.length).toBeGreaterThan(2000);
    expect(sorted.filter((count) => count <= 2).length).toBeGreaterThan(100);
  });
});

it('takes generated texts where the material is not there', () => {
  const { origin, passages, questions } = benchTexts(10, '/nowhere/at/all');
  expect(origin).toBe('generated texts');
  expect(passages).toHaveLength(10);
  expect(questions).toHaveLength(200);
});
