import type { AnswerResult } from './answer.js';

/** What became of one of many questions. */
export type AnswerOutcome = AnswerSuccess | AnswerFailure;

export interface AnswerSuccess extends AnswerResult {
  readonly type: 'answer';
  /** Which request, from 0. */
  readonly index: number;
}

export interface AnswerFailure {
  readonly type: 'error';
  /** Which request, from 0. */
  readonly index: number;
  /** As a single call would have thrown it. */
  readonly error: unknown;
}
