import type { WorkerPool } from '@crossattn/onnx';
import { checkEncoderOptions, type TextEncoderOptions } from '../encoder/encoder-options.js';
import { TextError } from '../encoder/text-error.js';

/** How a sentence encoder computes. */
export interface SentenceEncoderOptions extends TextEncoderOptions {
  /**
   * How many cores the network uses. Texts of one call go through it side by side, each with one thread of arithmetic in a
   * worker thread; a text alone is computed in the calling thread, with this many threads.
   * @defaultValue one a core, at most 8
   */
  readonly threads?: number;
  /**
   * Worker threads that are shared with other sessions: of `createWorkerPool` of `@crossattn/onnx`; they stay the caller's
   * to dispose.
   * @defaultValue `threads` of the encoder's own
   */
  readonly workers?: WorkerPool;
  /**
   * Most tokens of a text, special tokens included.
   * @defaultValue what the model was trained with, as its `sentence_bert_config.json` says
   */
  readonly maxLength?: number;
  /**
   * After how many layers the states of `encode` are taken; `embed` always runs all of them.
   * @defaultValue all layers
   */
  readonly stateLayers?: number;
}

/**
 * Checks the options.
 *
 * @throws {@link TextError} `invalid-option`
 */
export function checkSentenceOptions(options: SentenceEncoderOptions): SentenceEncoderOptions {
  checkEncoderOptions(options, ['threads', 'workers', 'maxLength', 'stateLayers']);
  const { maxLength } = options;
  if (maxLength !== undefined && !(Number.isSafeInteger(maxLength) && maxLength > 2)) {
    throw new TextError('invalid-option', `maxLength: expected a whole number from 3, came ${String(maxLength)}`);
  }
  return options;
}
