import type { Slot } from './slot.js';

/** Numbers images, texts and passages on from memory to memory. */
export class SlotNumbering {
  #images = 0;
  #texts = 0;
  #passages = 0;

  /** The slots with numbers that follow those of all slots before. */
  continue(slots: readonly Slot[]): Slot[] {
    const [images, texts, passages] = [this.#images, this.#texts, this.#passages];
    return slots.map((slot) => {
      switch (slot.kind) {
        case 'box':
          this.#images = Math.max(this.#images, images + slot.image + 1);
          return { ...slot, image: images + slot.image };
        case 'span':
          this.#texts = Math.max(this.#texts, texts + slot.text + 1);
          return { ...slot, text: texts + slot.text };
        case 'passage':
          this.#passages = Math.max(this.#passages, passages + slot.passage + 1);
          return { ...slot, passage: passages + slot.passage };
        default:
          return slot;
      }
    });
  }
}
