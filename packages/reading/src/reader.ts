import type { EncoderIdentity } from '@crossattn/core';
import type { SentenceEncoder } from '@crossattn/text';
import type { Answer } from './answers/answer.js';
import type { Calibration } from './model/reader-config.js';
import type { PassageMemory } from './passages/passage-memory.js';
import type { ReadingStatistics } from './reading-statistics.js';
import type { ReadOutcome } from './requests/read-outcome.js';
import type { ReadOptions, ReadRequest } from './requests/read-request.js';

/** Where the arithmetic runs. */
export type ReaderDevice = 'cpu';

/**
 * Answers questions out of passages.
 *
 * Calls may overlap. The windows of a call are read side by side in worker threads; until these are there, and where there is
 * one thread, the arithmetic holds the event loop for one window of a passage at a time.
 */
export interface Reader extends AsyncDisposable {
  /** What reads: `embedded@<revision>`, or `<folder>@<revision>`. */
  readonly model: string;
  readonly device: ReaderDevice;
  /** The sentence encoder whose word pieces the reader reads: gives vectors for search. Disposed of with the reader. */
  readonly encoder: SentenceEncoder;
  /** Whose memories can be asked. */
  readonly identity: EncoderIdentity;
  /** How the score of the best answer becomes the probability that there is none. */
  readonly calibration: Calibration;
  /** What was done since the reader was made. */
  readonly statistics: ReadingStatistics;

  /**
   * The answers to a question, best first. One entry has the answer `null`, "not in these passages": the first where
   * that is likelier than all answers together, which is where the reader declines.
   *
   * @throws ReadingError; TextError for a question without words that the model knows, or one that is too long where
   * `overlong` is `refuse`; the signal's reason
   */
  read(request: ReadRequest): Promise<Answer[]>;

  /**
   * Answers any number of questions and yields one outcome for each in their order. One that fails yields its error and
   * the others still come. The requests are drawn as they are needed, a few ahead.
   *
   * @param options - for all requests; those of a single one go before them
   * @throws ReadingError for the options of the call; the signal's reason
   */
  readEach(
    requests: Iterable<ReadRequest> | AsyncIterable<ReadRequest>,
    options?: ReadOptions,
  ): AsyncIterable<ReadOutcome>;

  /**
   * Encodes passages once, without a question: a memory each, which can be asked, joined, and saved.
   *
   * @throws ReadingError; the signal's reason
   */
  encode(passages: readonly string[], options?: { readonly signal?: AbortSignal }): Promise<PassageMemory[]>;

  /** Frees the model, after what is running; later calls are refused. */
  dispose(): Promise<void>;
}
