import type { Slot } from '@crossattn/core';

/** How much of a word's attention went where; together at most 1. */
export interface AttentionShares {
  readonly photos: number;
  readonly texts: number;
}

/** Splits a word's attention between the photos and the texts of its memory. */
export function attentionShares(slots: readonly Slot[], weights: ArrayLike<number>): AttentionShares {
  const share = (kind: Slot['kind']) =>
    slots.reduce((sum, slot, index) => sum + (slot.kind === kind ? (weights[index] ?? 0) : 0), 0);
  return { photos: share('box'), texts: share('span') };
}
