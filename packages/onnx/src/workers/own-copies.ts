import type { Tensor } from '@crossattn/core';

/** Copies of tensors whose memory may be handed to another thread; what was given stays whole. */
export function ownCopies(feeds: Readonly<Record<string, Tensor>>): {
  readonly feeds: Record<string, Tensor>;
  readonly transfer: ArrayBuffer[];
} {
  const copies: Record<string, Tensor> = {};
  const transfer: ArrayBuffer[] = [];
  for (const [name, { type, shape, data }] of Object.entries(feeds)) {
    const copy = data.slice();
    // `slice` makes a buffer of its own, whatever the data lay in.
    transfer.push(copy.buffer as ArrayBuffer);
    copies[name] = { type, shape: [...shape], data: copy } as Tensor;
  }
  return { feeds: copies, transfer };
}
