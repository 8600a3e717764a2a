import type { EncoderIdentity, Memory } from '@crossattn/core';
import type { ImageInput, ImageOptions } from '@crossattn/vision';
import type { Answer } from './answer.js';
import type { AnswerCallOptions, AnswerEachOptions, AnswerStreamOptions } from './answer-options.js';
import type { AnswerOutcome } from './answer-outcome.js';
import type { AnswerPart } from './answer-part.js';
import type { AnswerRequest, ImageQuestion, MemoryQuestion } from './answer-request.js';
import type { QuestionSession } from './question-session.js';
import type { VqaStatistics } from './vqa-statistics.js';

/** Where the arithmetic runs. */
export type AnswererDevice = 'cpu';

/**
 * Answers questions about photos.
 *
 * Calls may overlap; the arithmetic itself runs one call after another and holds the event loop for one batch's
 * encoding, or one token, at a time.
 */
export interface VisualQuestionAnswerer extends AsyncDisposable {
  /** What answers: `embedded@<revision>`, or `<folder>@<revision>`. */
  readonly model: string;
  readonly device: AnswererDevice;
  /** Whose memories can be asked: those of this model's encoders. */
  readonly encoder: EncoderIdentity;
  /** What was done since the answerer was made. */
  readonly statistics: VqaStatistics;

  /**
   * The answers to a question about a photo, best first; or those of several requests, which run through the model
   * together. A photo that several requests ask is encoded once: the same path, file or object.
   *
   * @throws VqaError; TextError for a question without words that the model knows; ImageError where a photo cannot be used (of several, the first that fails; `answerEach` keeps
   * failures apart); DecoderError `wrong-memory`; the signal's reason within one token of an abort
   */
  answer(request: AnswerRequest, options?: AnswerCallOptions): Promise<Answer[]>;
  answer(requests: readonly AnswerRequest[], options?: AnswerCallOptions): Promise<Answer[][]>;

  /**
   * Answers any number of questions, in batches, and yields one outcome for each in their order. One that fails, or
   * whose own signal aborts, yields its error and the others still come. A photo is encoded for the first question to it and kept for later ones; the
   * photos of the next batch are read while a batch is answered.
   *
   * @throws VqaError for the options of the call, `invalid-request` for what is no iterable; the signal's reason
   */
  answerEach(
    requests: Iterable<AnswerRequest> | AsyncIterable<AnswerRequest>,
    options?: AnswerEachOptions,
  ): AsyncIterable<AnswerOutcome>;

  /**
   * The answer to one question, token by token, greedy.
   *
   * @throws what `answer` throws, when the first part is asked for
   */
  stream(
    request: (ImageQuestion | MemoryQuestion) & AnswerStreamOptions,
    options?: ImageOptions,
  ): AsyncIterable<AnswerPart>;

  /**
   * Encodes and projects a photo once, to be asked as often as wanted.
   *
   * @throws ImageError; VqaError; DecoderError `wrong-memory` for a memory of another model
   */
  session(photo: ImageInput | { readonly memory: Memory }, options?: ImageOptions): Promise<QuestionSession>;

  /**
   * The memory of a photo, or one for each of several: to ask it more than once, or to save it, without encoding it
   * again.
   *
   * @throws ImageError, VqaError `disposed`, the signal's reason
   */
  encode(image: ImageInput, options?: ImageOptions): Promise<Memory>;
  encode(images: readonly ImageInput[], options?: ImageOptions): Promise<Memory[]>;

  /**
   * Frees the model once the runs of the network that have begun are done. Calls under way reject with an error whose code
   * is `disposed`, later ones are refused.
   */
  dispose(): Promise<void>;
}
