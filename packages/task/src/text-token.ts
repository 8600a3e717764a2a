import type { Tensor } from '@crossattn/core';

/** One token of a text that a model wrote. */
export interface TextToken {
  readonly id: number;
  /** What the token adds to the text, a space before a word included: all texts together are the whole. */
  readonly text: string;
  /** The probability that the model gave this token, before any ban, temperature, top-k or top-p. */
  readonly probability: number;
  /**
   * `[layers, heads, slots]`: how the choice of this token spread its attention over the memory. There when the
   * `attention` option asked for it.
   */
  readonly attention?: Tensor<'float32'>;
}
