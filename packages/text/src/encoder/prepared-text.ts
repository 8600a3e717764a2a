import type { Slot } from '@crossattn/core';

/** A text that was turned into tokens for one encoder, not yet encoded. */
export interface PreparedText {
  /** The text as it was given; the whole of it, where this is one window of several. */
  readonly text: string;
  /** Ids of the tokens that the network sees, special ones included: those of the positions of its memory row. */
  readonly ids: readonly number[];
  /** What each token stands for; the slots of its memory row. */
  readonly slots: readonly Slot[];
}

/** Whether a text has been prepared already. */
export function isPreparedText(text: unknown): text is PreparedText {
  const { ids, slots } = (text ?? {}) as Partial<PreparedText>;
  return Array.isArray(ids) && Array.isArray(slots) && ids.length === slots.length && ids.length > 0;
}
