import type { EncoderIdentity, Memory } from './memory.js';
import type { Slot } from './slot.js';

const padding: Slot = { kind: 'special', name: 'padding' };

/** A memory of padding that rows of other memories are copied into. */
export class MemoryBuilder {
  readonly #length: number;
  readonly #width: number;
  readonly #states: Float32Array;
  readonly #mask: Uint8Array;
  readonly #slots: Slot[][];
  readonly #encoder: EncoderIdentity;

  constructor(batch: number, length: number, like: Memory) {
    this.#length = length;
    this.#width = like.states.shape[2] as number;
    this.#states = new Float32Array(batch * length * this.#width);
    this.#mask = new Uint8Array(batch * length);
    this.#slots = Array.from({ length: batch }, () => Array<Slot>(length).fill(padding));
    this.#encoder = like.encoder;
  }

  /** Copies batch row `from` of a memory into batch row `to`, starting at a position; other slots can stand in for its own. */
  copyRow(memory: Memory, from: number, to: number, position = 0, slots = memory.slots[from] ?? []): void {
    const length = memory.states.shape[1] as number;
    const target = to * this.#length + position;
    const states = memory.states.data.subarray(from * length * this.#width, (from + 1) * length * this.#width);
    this.#states.set(states, target * this.#width);
    this.#mask.set(memory.mask.data.subarray(from * length, (from + 1) * length), target);
    slots.forEach((slot, index) => {
      (this.#slots[to] as Slot[])[position + index] = slot;
    });
  }

  build(): Memory {
    const shape = [this.#slots.length, this.#length];
    return {
      states: { type: 'float32', shape: [...shape, this.#width], data: this.#states },
      mask: { type: 'bool', shape, data: this.#mask },
      slots: this.#slots,
      encoder: this.#encoder,
    };
  }
}
