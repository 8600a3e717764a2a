import type { Tensor } from '@crossattn/core';
import type { DecoderShape } from '../graph/decoder-shape.js';

/** Token capacity grows by this, so that a cache is rarely laid out anew and little of it is empty. */
const CAPACITY_STEP = 16;

/**
 * The keys and values that rows have computed so far: one buffer for each layer's keys and values, head-major
 * `[rows, heads, capacity, headSize]`, fed to the step graph as they lie.
 */
export class SelfAttentionCache {
  readonly #shape: DecoderShape;
  #rows = 0;
  #capacity = 0;
  /** Tokens of each row that are written. */
  #lengths: number[] = [];
  #buffers: Float32Array[];
  /** Where rows are moved to when they change places; takes turns with the buffers. */
  #spares: Float32Array[];

  constructor(shape: DecoderShape) {
    this.#shape = shape;
    this.#buffers = Array.from({ length: 2 * shape.layers }, () => new Float32Array());
    this.#spares = this.#buffers;
  }

  get capacity(): number {
    return this.#capacity;
  }

  get lengths(): readonly number[] {
    return this.#lengths;
  }

  keys(layer: number): Tensor<'float32'> {
    return this.#tensor(2 * layer);
  }

  values(layer: number): Tensor<'float32'> {
    return this.#tensor(2 * layer + 1);
  }

  /** Row `i` goes on from row `parents[i]` of before; -1 is an empty row. */
  arrange(parents: readonly number[]): void {
    const same = parents.length === this.#rows && parents.every((parent, row) => parent === row);
    if (same) return;
    const size = this.#rowSize();
    const targets = this.#spareBuffers(parents.length * size);
    for (const [index, source] of this.#buffers.entries()) {
      const target = targets[index] as Float32Array;
      parents.forEach((parent, row) => {
        if (parent >= 0) target.set(source.subarray(parent * size, (parent + 1) * size), row * size);
      });
    }
    this.#spares = this.#buffers;
    this.#buffers = targets;
    this.#lengths = parents.map((parent) => (parent < 0 ? 0 : (this.#lengths[parent] as number)));
    this.#rows = parents.length;
  }

  /**
   * Writes new keys and values behind what is there.
   *
   * @param counts how many of each row's new tokens count; the rest is padding
   * @param layers the new keys and values of each layer, `[rows, length, heads * headSize]`
   */
  append(
    counts: readonly number[],
    layers: readonly { readonly keys: Tensor<'float32'>; readonly values: Tensor<'float32'> }[],
  ): void {
    const lengths = this.#lengths.map((length, row) => length + (counts[row] as number));
    this.#grow(Math.max(...lengths));
    layers.forEach(({ keys, values }, layer) => {
      this.#write(this.#buffers[2 * layer] as Float32Array, keys, counts);
      this.#write(this.#buffers[2 * layer + 1] as Float32Array, values, counts);
    });
    this.#lengths = lengths;
  }

  #write(buffer: Float32Array, { data, shape }: Tensor<'float32'>, counts: readonly number[]): void {
    const { heads, headSize, width } = this.#shape;
    const added = shape[1] as number;
    for (let row = 0; row < this.#rows; row++) {
      const length = this.#lengths[row] as number;
      for (let token = 0; token < (counts[row] as number); token++) {
        const from = (row * added + token) * width;
        for (let head = 0; head < heads; head++) {
          const to = ((row * heads + head) * this.#capacity + length + token) * headSize;
          // Short runs: a loop beats set(subarray()).
          for (let i = 0; i < headSize; i++) buffer[to + i] = data[from + head * headSize + i] as number;
        }
      }
    }
  }

  #grow(needed: number): void {
    if (needed <= this.#capacity) return;
    const { heads, headSize } = this.#shape;
    const capacity = Math.ceil(needed / CAPACITY_STEP) * CAPACITY_STEP;
    this.#buffers = this.#buffers.map((old) => {
      const grown = new Float32Array(this.#rows * heads * capacity * headSize);
      for (let run = 0; run < this.#rows * heads; run++) {
        const from = run * this.#capacity * headSize;
        grown.set(old.subarray(from, from + this.#capacity * headSize), run * capacity * headSize);
      }
      return grown;
    });
    this.#capacity = capacity;
    this.#spares = this.#buffers;
  }

  #spareBuffers(size: number): Float32Array[] {
    const reusable = this.#spares !== this.#buffers && (this.#spares[0] as Float32Array).length >= size;
    return reusable ? this.#spares : this.#buffers.map(() => new Float32Array(size));
  }

  #rowSize(): number {
    return this.#shape.heads * this.#capacity * this.#shape.headSize;
  }

  #tensor(index: number): Tensor<'float32'> {
    const { heads, headSize } = this.#shape;
    const data = (this.#buffers[index] as Float32Array).subarray(0, this.#rows * this.#rowSize());
    return { type: 'float32', shape: [this.#rows, heads, this.#capacity, headSize], data };
  }
}
