import type { Slot } from './slot.js';
import { SlotNumbering } from './slot-numbering.js';

/**
 * What the positions of joined memories stand for: the slots of all, with images, texts and passages numbered on, as
 * `joinMemories` has them.
 */
export function joinSlots(parts: readonly (readonly Slot[])[]): Slot[] {
  const numbering = new SlotNumbering();
  return parts.flatMap((slots) => numbering.continue(slots));
}
