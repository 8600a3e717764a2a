import type { ReadingPassage, ReadingQuestion } from '../collection/reading-collection.js';

/** A question, and the passages that it is put to. */
export interface AskedQuestion {
  readonly question: ReadingQuestion;
  readonly passages: readonly ReadingPassage[];
  /** How likely each holds the answer, where that is not alike. */
  readonly priors?: readonly number[];
}

/** Puts every question to the passage that it was asked about. */
export function askOwnPassages(questions: readonly ReadingQuestion[]): AskedQuestion[] {
  return questions.map((question) => ({ question, passages: [question.passage] }));
}
