import type { Slot } from '@crossattn/core';
import type { FinishReason } from '@crossattn/decoder';
import type { TextToken } from '@crossattn/task';
import type { Truncation } from '@crossattn/text';

/** One token of an answer: all texts together are the answer; the slots of its attention are those of the {@link Answer}. */
export interface AnswerToken extends TextToken {}

/** An answer to a question about a photo. */
export interface Answer {
  /** The answer: lower case, such as `two`, `night stand` or `white, red`; or a candidate as it was given. */
  readonly answer: string;
  /**
   * From 0 to 1. Of a written answer the model's probability of all of it, so that the scores of several answers sum to
   * at most one; of a candidate its share among the candidates, so that the scores of all candidates sum to one.
   */
  readonly score: number;
  /** Natural logarithm of the model's probability of the whole answer, of a candidate too. */
  readonly logProbability: number;
  readonly tokens: readonly AnswerToken[];
  /** `end`: the model ended the answer; `length`: the greatest number of tokens was reached first. */
  readonly finishReason: FinishReason;
  /** What each position that was looked at stands for: boxes of the photo, then spans of the question. */
  readonly slots: readonly Slot[];
}

/** All that a question brought. */
export interface AnswerResult {
  readonly question: string;
  /** Best first. */
  readonly answers: readonly Answer[];
  /** Where a question stopped being read that is longer than the model reads. */
  readonly truncation?: Truncation;
  readonly milliseconds: AnswerMilliseconds;
}

/** What a question cost; what questions did together is shared out evenly among them. */
export interface AnswerMilliseconds {
  /** Reading, encoding and projecting the photo: for the question that needed it first; 0 for those that found it done. */
  readonly encode: number;
  /** Encoding and projecting the question. */
  readonly question: number;
  /** Writing or scoring the answers. */
  readonly decode: number;
}
