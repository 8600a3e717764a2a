import type { PreparedText } from './prepared-text.js';

/** Texts as a batch whose shorter rows are padded at their end. */
export interface PaddedIds {
  /** `[texts.length, length]` */
  readonly ids: BigInt64Array;
  /** `[texts.length, length]`, 1 = a token. */
  readonly mask: Uint8Array;
}

/** @param pad - the id that stands for padding */
export function paddedIds(texts: readonly PreparedText[], length: number, pad: number): PaddedIds {
  const ids = new BigInt64Array(texts.length * length).fill(BigInt(pad));
  const mask = new Uint8Array(texts.length * length);
  for (const [row, text] of texts.entries()) {
    for (const [position, id] of text.ids.entries()) ids[row * length + position] = BigInt(id);
    mask.fill(1, row * length, row * length + text.ids.length);
  }
  return { ids, mask };
}
