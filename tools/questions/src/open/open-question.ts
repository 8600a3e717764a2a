import type { QuestionType } from '../question.js';

/** A question with an answer in words, before one of its wordings is chosen. */
export interface OpenQuestion {
  readonly type: Exclude<QuestionType, 'yes-no'>;
  readonly wordings: readonly string[];
  readonly answer: string;
}
