import type { EncoderIdentity, Tensor } from '@crossattn/core';

/** Turns texts into vectors for search by meaning. Every `SentenceEncoder` of `@crossattn/text` is one. */
export interface PassageEncoder {
  /** Which encoder with which weights this is; the store keeps to it. */
  readonly identity: EncoderIdentity;
  /** Length of a vector. */
  readonly width: number;
  /**
   * One vector of length 1 a text.
   *
   * @returns `[texts.length, width]`
   */
  embed(
    texts: readonly string[],
    options?: { readonly signal?: AbortSignal; readonly onTruncation?: (truncation: never) => void },
  ): Promise<Tensor<'float32'>>;
}
