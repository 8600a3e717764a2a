import type { Answer } from '../answers/answer.js';

/** What became of one of many questions. */
export type ReadOutcome = ReadSuccess | ReadFailure;

export interface ReadSuccess {
  readonly type: 'answers';
  /** Which request, from 0. */
  readonly index: number;
  readonly answers: readonly Answer[];
}

export interface ReadFailure {
  readonly type: 'error';
  /** Which request, from 0. */
  readonly index: number;
  /** As a single call would have thrown it. */
  readonly error: unknown;
}
