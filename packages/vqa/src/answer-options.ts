import type { TextOptions } from '@crossattn/text';
import type { ImageOptions } from '@crossattn/vision';

/** How a question is answered. What is left out follows the task `answer` of the model's `config.json`. */
export interface AnswerOptions {
  /** Answers wanted, best first; from 1 to 64. 1 by default, with `candidates` all of them. */
  readonly topK?: number;
  /** Answers to choose among: the model scores these instead of writing its own. Equal ones count once. */
  readonly candidates?: readonly string[];
  /** Texts kept under way in the search; from `topK` to 64; 1 is greedy. */
  readonly beams?: number;
  /** An answer stops at this many tokens, its end counted. */
  readonly maxTokens?: number;
  /** Whether each token brings its attention map. `false` by default. */
  readonly attention?: boolean;
  /** Stops within one token; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Options of a stream: one answer, written greedily. */
export type AnswerStreamOptions = Omit<AnswerOptions, 'topK' | 'candidates' | 'beams'>;

/** What happens to questions that are longer than the model reads. */
export type QuestionOptions = Pick<TextOptions, 'overlong' | 'onTruncation'>;

/** Options of a call; those of a single request go before them. */
export interface AnswerCallOptions extends AnswerOptions, ImageOptions, QuestionOptions {}

/** Options of many questions, one after the other. */
export interface AnswerEachOptions extends AnswerOptions, ImageOptions, Pick<QuestionOptions, 'overlong'> {
  /** Questions that run through the model together; a whole number from 1. 8 by default. */
  readonly batch?: number;
  /** Photos that are kept ready for later questions; a whole number from 1. 128 by default, about 40 MB. */
  readonly photos?: number;
}
