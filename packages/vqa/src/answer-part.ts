import type { AnswerResult, AnswerToken } from './answer.js';

/** What a stream yields: a part for every token, then one with the whole answer. */
export type AnswerPart = AnswerTokenPart | AnswerEndPart;

export interface AnswerTokenPart {
  readonly type: 'token';
  /** The token's place in the answer, from 0. */
  readonly index: number;
  readonly token: AnswerToken;
}

export interface AnswerEndPart extends AnswerResult {
  readonly type: 'answer-end';
}
