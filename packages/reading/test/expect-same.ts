import { expect } from 'vitest';
import type { Answer } from '../src/index.js';

const tolerance = 1e-5;

/** Checks that two lists of answers are the same, numbers within 1e-5. */
export function expectSame(came: readonly Answer[], expected: readonly Answer[]): void {
  const key = ({ citations }: Answer) => {
    const places = citations.map(({ passage, start, end }) => `${passage}:${start}-${end}`);
    return places.sort().join(' ');
  };
  const normal = (answers: readonly Answer[]) =>
    [...answers].sort((left, right) => key(left).localeCompare(key(right)));
  expect(came).toHaveLength(expected.length);
  for (const [place, { score }] of came.entries()) close(score, expected[place]?.score);
  const others = normal(expected);
  for (const [index, answer] of normal(came).entries()) {
    const other = others[index] as Answer;
    expect([answer.answer, key(answer)]).toEqual([other.answer, key(other)]);
    close(answer.score, other.score);
    close(answer.attention.nowhere, other.attention.nowhere);
    for (const [place, passage] of answer.attention.passages.entries()) {
      const same = other.attention.passages[place];
      close(passage.weight, same?.weight);
      expect(passage.words.map(({ start, end }) => [start, end])).toEqual(
        same?.words.map(({ start, end }) => [start, end]),
      );
      for (const [word, { weight }] of passage.words.entries()) close(weight, same?.words[word]?.weight);
    }
  }
}

function close(came: number, expected: number | undefined): void {
  expect(Math.abs(came - (expected ?? Number.NaN))).toBeLessThan(tolerance);
}
