import type { Tensor } from '@crossattn/core';
import type { TextEncoder, TextInput } from '../encoder/text-encoder.js';
import type { TextOptions } from '../encoder/text-options.js';

/** A text encoder that also gives one vector a text, for search by meaning. */
export interface SentenceEncoder extends TextEncoder {
  /**
   * Vectors of length 1: the mean of the states of all tokens of a text, special tokens included. The dot product of two
   * is the cosine of their angle.
   *
   * @returns `[texts.length, width]`
   * @throws {@link TextError} as `encode`
   */
  embed(texts: TextInput | readonly TextInput[], options?: TextOptions): Promise<Tensor<'float32'>>;
}
