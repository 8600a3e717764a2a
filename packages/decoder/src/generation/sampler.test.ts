import { describe, expect, it } from 'vitest';
import { RandomStream } from './random.js';
import { type SamplingRule, sampleToken } from './sampler.js';

const chances = [0.05, 0.4, 0.1, 0.3, 0.15];
const logs = Float32Array.from(chances, Math.log);

function frequencies(rule: Partial<SamplingRule>, draws = 20_000): number[] {
  const random = RandomStream.of(1, 0);
  const counts = new Array<number>(chances.length).fill(0);
  for (let i = 0; i < draws; i++) {
    const id = sampleToken(logs, { temperature: 1, topK: undefined, topP: 1, ...rule }, random);
    counts[id] = (counts[id] as number) + 1;
  }
  return counts.map((count) => count / draws);
}

function expectShares(actual: number[], expected: number[]): void {
  const sum = expected.reduce((total, share) => total + share);
  actual.forEach((share, id) => {
    const wanted = (expected[id] as number) / sum;
    if (wanted === 0) expect(share).toBe(0);
    else expect(Math.abs(share - wanted)).toBeLessThan(0.015);
  });
}

describe('sampleToken', () => {
  it('draws in the proportions of the distribution', () => expectShares(frequencies({}), chances));

  it('sharpens and flattens by the temperature', () => {
    for (const temperature of [0.5, 2]) {
      expectShares(
        frequencies({ temperature }),
        chances.map((chance) => chance ** (1 / temperature)),
      );
    }
  });

  it('keeps the k likeliest', () => {
    expectShares(frequencies({ topK: 2 }), [0, 0.4, 0, 0.3, 0]);
    expectShares(frequencies({ topK: 99 }), chances);
  });

  it('keeps the fewest tokens whose probabilities reach p, the crossing one among them', () => {
    expectShares(frequencies({ topP: 0.65 }), [0, 0.4, 0, 0.3, 0]);
    expectShares(frequencies({ topP: 0.75 }), [0, 0.4, 0, 0.3, 0.15]);
    expectShares(frequencies({ topP: 0.0001 }), [0, 1, 0, 0, 0]);
  });

  it('bends in the order temperature, top-k, top-p', () => {
    // At temperature 0.5 the three likeliest have 0.16, 0.09, 0.0225 of 0.2725: two of them hold 91 %.
    expectShares(frequencies({ temperature: 0.5, topK: 3, topP: 0.9 }), [0, 0.16, 0, 0.09, 0]);
  });

  it('never draws what stands at -Infinity, and says when nothing is left', () => {
    const rule = { temperature: 1, topK: undefined, topP: 1 };
    const random = RandomStream.of(3, 0);
    const values = Float32Array.of(Number.NEGATIVE_INFINITY, -4, Number.NEGATIVE_INFINITY);
    for (let i = 0; i < 100; i++) expect(sampleToken(values, rule, random)).toBe(1);
    for (const topK of [undefined, 2]) {
      expect(
        sampleToken(
          values.map(() => Number.NEGATIVE_INFINITY),
          { ...rule, topK, topP: 0.5 },
          random,
        ),
      ).toBe(-1);
    }
  });
});
