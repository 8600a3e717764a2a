import type { ReadAnswer } from './passage-reader.js';

/** What a reader made of a question, as it is scored. */
export interface ReadOutcome {
  /** The best answer; null where the reader declined. */
  readonly answer: string | null;
  readonly score: number;
  /** The best answer that is a text: what a reader would say that must not decline. */
  readonly span: string;
  /** The probability of "not in these passages". */
  readonly nowhere: number;
  /** Index of the passage that the best text is read from first of all; -1 without one. */
  readonly cited: number;
  /** Index of the passage with most of the attention; -1 without one. */
  readonly attended: number;
}

/** @param answers - all that the reader found, best first. */
export function outcomeOf(answers: readonly ReadAnswer[]): ReadOutcome {
  const best = answers[0];
  const text = answers.find(({ answer }) => answer !== null);
  const nowhere = answers.find(({ answer }) => answer === null)?.score ?? 0;
  const masses = (best?.attention.passages ?? []).map(({ weight }) => weight);
  return {
    answer: best?.answer ?? null,
    score: best?.score ?? 0,
    span: text?.answer ?? '',
    nowhere,
    cited: text?.citations[0]?.passage ?? -1,
    attended: masses.indexOf(Math.max(...masses)),
  };
}
