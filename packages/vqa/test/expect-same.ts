import { expect } from 'vitest';
import type { Answer } from '../src/index.js';

/** Checks that two lists of answers are the same but for rounding. */
export function expectSame(left: readonly Answer[], right: readonly Answer[]): void {
  expect(left.map(({ answer }) => answer)).toEqual(right.map(({ answer }) => answer));
  for (const [index, { score, logProbability, tokens, slots }] of left.entries()) {
    const other = right[index] as Answer;
    expect(Math.abs(logProbability - other.logProbability)).toBeLessThan(1e-4);
    expect(Math.abs(score - other.score)).toBeLessThan(1e-4);
    expect(slots).toEqual(other.slots);
    expect(tokens.map(({ id, text }) => [id, text])).toEqual(other.tokens.map(({ id, text }) => [id, text]));
    for (const [place, { attention }] of tokens.entries()) {
      const expected = other.tokens[place]?.attention;
      expect(attention?.shape).toEqual(expected?.shape);
      attention?.data.forEach((weight, at) => {
        expect(Math.abs(weight - (expected?.data[at] as number))).toBeLessThan(1e-5);
      });
    }
  }
}
