import type { Tensor } from '@crossattn/core';

/** One token of a text that a decoder wrote. */
export interface GeneratedToken {
  readonly id: number;
  /**
   * The probability that the model gave this token, before any ban, temperature, top-k or top-p: the softmax over the
   * whole vocabulary.
   */
  readonly probability: number;
  /**
   * `[layers, heads, length]`: how the query that chose this token spread its attention over the memory's positions.
   * There when the `attention` option asked for it.
   */
  readonly attention?: Tensor<'float32'>;
}

/** `end`: the model ended the text; `length`: `maxTokens` was reached first. */
export type FinishReason = 'end' | 'length';

/** A text that a decoder wrote. */
export interface Generation {
  /** The text's tokens, without the prompt and without the end token. */
  readonly tokens: readonly GeneratedToken[];
  readonly finishReason: FinishReason;
  /** Natural logarithm of the text's probability; the end token counts where it was written. */
  readonly logProbability: number;
  /** `logProbability / length ** lengthPenalty`, the length counting the end token: what candidates are ordered by. */
  readonly score: number;
}
