import { squadForm } from './squad-form.js';

/** How well an answer agrees with those that people marked. */
export interface SquadScores {
  /** 1 where it equals any of them in the form of {@link squadForm}; otherwise 0. */
  readonly exact: number;
  /** The largest {@link tokenF1} with any of them. */
  readonly f1: number;
}

/** Exact match and token F1 of the SQuAD script: the best over the marked answers, each measure by itself. */
export function squadScores(answer: string, marked: readonly string[]): SquadScores {
  const form = squadForm(answer);
  return {
    exact: marked.some((other) => squadForm(other) === form) ? 1 : 0,
    f1: Math.max(0, ...marked.map((other) => tokenF1(answer, other))),
  };
}

/**
 * The harmonic mean of precision and recall over the words of two answers, a word counting as often as both have it.
 * Answers without any word agree with each other alone (as in the script of SQuAD 2.0).
 */
export function tokenF1(answer: string, other: string): number {
  const found = wordsOf(answer);
  const wanted = wordsOf(other);
  if (found.length === 0 || wanted.length === 0) return found.length === wanted.length ? 1 : 0;
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of found) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    common++;
  }
  return (2 * common) / (found.length + wanted.length);
}

function wordsOf(answer: string): string[] {
  const form = squadForm(answer);
  return form === '' ? [] : form.split(' ');
}
