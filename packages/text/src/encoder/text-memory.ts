import type { EncoderIdentity, Memory, Slot } from '@crossattn/core';
import type { PreparedText } from './prepared-text.js';

const padding: Slot = { kind: 'special', name: 'padding' };

/** A memory of texts whose states come in one batch after the other. */
export class TextMemory {
  readonly #texts: readonly PreparedText[];
  readonly #length: number;
  readonly #width: number;
  readonly #states: Float32Array;

  constructor(texts: readonly PreparedText[], width: number) {
    this.#texts = texts;
    this.#length = texts.reduce((longest, { ids }) => Math.max(longest, ids.length), 0);
    this.#width = width;
    this.#states = new Float32Array(texts.length * this.#length * width);
  }

  /**
   * Takes over the states of some rows, without those of padding.
   *
   * @param states - `[rows.length, length, width]`
   */
  fill(rows: readonly number[], length: number, states: Float32Array): void {
    for (const [index, row] of rows.entries()) {
      const own = (this.#texts[row]?.ids.length ?? 0) * this.#width;
      const start = index * length * this.#width;
      this.#states.set(states.subarray(start, start + own), row * this.#length * this.#width);
    }
  }

  /** The finished memory. */
  build(encoder: EncoderIdentity): Memory {
    const shape = [this.#texts.length, this.#length];
    const mask = new Uint8Array(this.#texts.length * this.#length);
    for (const [row, { ids }] of this.#texts.entries()) {
      mask.fill(1, row * this.#length, row * this.#length + ids.length);
    }
    return {
      states: { type: 'float32', shape: [...shape, this.#width], data: this.#states },
      mask: { type: 'bool', shape, data: mask },
      slots: this.#texts.map(({ slots }) => [...slots, ...Array<Slot>(this.#length - slots.length).fill(padding)]),
      encoder,
    };
  }
}
