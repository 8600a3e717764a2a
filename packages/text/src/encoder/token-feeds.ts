import type { Tensor } from '@crossattn/core';
import type { PreparedText } from './prepared-text.js';

/** The inputs of a text encoder's graph. */
export interface TokenFeeds {
  readonly [name: string]: Tensor;
  /** `[batch, length]`, padded with 0. */
  readonly ids: Tensor<'int64'>;
  /** `[length]`: 0, 1, 2, … */
  readonly positions: Tensor<'int64'>;
  /** `[batch, 1, 1, length]`, 1 = a token. */
  readonly mask: Tensor<'bool'>;
}

/** Texts as a padded batch. */
export function tokenFeeds(texts: readonly PreparedText[], length: number): TokenFeeds {
  const ids = new BigInt64Array(texts.length * length);
  const mask = new Uint8Array(texts.length * length);
  for (const [row, text] of texts.entries()) {
    for (const [position, id] of text.ids.entries()) ids[row * length + position] = BigInt(id);
    mask.fill(1, row * length, row * length + text.ids.length);
  }
  return {
    ids: { type: 'int64', shape: [texts.length, length], data: ids },
    positions: { type: 'int64', shape: [length], data: BigInt64Array.from({ length }, (_, index) => BigInt(index)) },
    mask: { type: 'bool', shape: [texts.length, 1, 1, length], data: mask },
  };
}
