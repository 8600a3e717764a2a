import type { CitedAnswer } from './cited-answer.js';

/** A place in a passage where an answer stands. */
export interface AnswerSpan {
  readonly start: number;
  readonly end: number;
  /** Index of the answer. */
  readonly answer: number;
}

/** Where answers stand in one passage, in the order of its text; of places that overlap the better answer's alone. */
export function answerSpans(answers: readonly CitedAnswer[], passage: number): AnswerSpan[] {
  const kept: AnswerSpan[] = [];
  for (const [answer, { citations }] of answers.entries()) {
    for (const { start, end } of citations.filter((citation) => citation.passage === passage)) {
      if (kept.every((other) => end <= other.start || start >= other.end)) kept.push({ start, end, answer });
    }
  }
  return kept.sort((one, other) => one.start - other.start);
}
