import type { BoxSlot, Slot } from '@crossattn/core';

/** A box of a photo with its weight. */
export interface WeightedBox {
  readonly box: BoxSlot;
  readonly weight: number;
}

/** The boxes of one photo among the slots of a memory. */
export function photoBoxes(slots: readonly Slot[], weights: ArrayLike<number>, image: number): WeightedBox[] {
  return slots.flatMap((slot, index) =>
    slot.kind === 'box' && slot.image === image ? [{ box: slot, weight: weights[index] ?? 0 }] : [],
  );
}
