import type { Memory, Tensor } from '@crossattn/core';
import type { TextEncoder, TextInput } from '../encoder/text-encoder.js';
import type { TextOptions } from '../encoder/text-options.js';

/** A text encoder that also gives one vector a text, for search by meaning. */
export interface SentenceEncoder extends TextEncoder {
  /** After how many of its layers `encode` takes the states. */
  readonly stateLayers: number;
  /**
   * Vectors of length 1: the mean of the states of all tokens of a text, special tokens included. The dot product of two
   * is the cosine of their angle.
   *
   * @returns `[texts.length, width]`
   * @throws {@link TextError} as `encode`
   */
  embed(texts: TextInput | readonly TextInput[], options?: TextOptions): Promise<Tensor<'float32'>>;
  /**
   * The vectors of texts that `encode` has read already: only the layers above `stateLayers` are computed.
   *
   * @param memory - of this encoder, one row a text
   * @returns `[rows, width]`, what `embed` gives for the same texts
   * @throws {@link TextError} `wrong-encoder`; `empty-text` for a row without any position that may be attended to; `disposed`
   * @throws MemoryError where it is no memory
   */
  embedMemory(memory: Memory, options?: Pick<TextOptions, 'signal'>): Promise<Tensor<'float32'>>;
}
