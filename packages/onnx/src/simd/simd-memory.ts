import type { Tensor } from '@crossattn/core';
import { padded, readRows, writeRows } from './padded-rows.js';
import type { SimdInstance, SimdKernel } from './simd-kernel.js';
import { pageBytes } from './web-assembly.js';

/** Queries of a small call, and what is done to their scores. */
export interface SimdCall {
  /** `[B, H, L, D]` */
  readonly query: Tensor<'float32'>;
  readonly scale: number;
  /** `[B | 1, H | 1, L | 1, N]`, added to the scores. */
  readonly bias?: Tensor<'float32'> | undefined;
  readonly withWeights: boolean;
}

/** `output` `[B, H, L, Dv]` and, where they were asked for, `weights` `[B, H, L, N]`. */
export interface SimdResult {
  readonly output: Tensor<'float32'>;
  readonly weights?: Tensor<'float32'>;
}

const floatBytes = Float32Array.BYTES_PER_ELEMENT;
/** In floats: what is read and written beyond the end of an area, and the address 0, which means "none". */
const spare = 4;

/**
 * Keys and values in the memory of a WebAssembly kernel that computes small calls on the calling thread, in float32 by
 * vectors of four: (1, 12, 1, 197, 64) takes less than a third of what it takes to reach ONNX Runtime and come back.
 * What does not depend on the call stays where it is.
 */
export class SimdMemory {
  readonly #instance: SimdInstance;
  #floats: Float32Array;
  #key: Tensor<'float32'> | undefined;
  #value: Tensor<'float32'> | undefined;
  /** In floats. */
  #valueStart = 0;
  #end = 0;

  /** `undefined` where the kernel cannot run. */
  static create(kernel: SimdKernel): SimdMemory | undefined {
    const instance = kernel.instantiate(1);
    return instance && new SimdMemory(instance);
  }

  private constructor(instance: SimdInstance) {
    this.#instance = instance;
    this.#floats = new Float32Array(instance.memory.buffer);
  }

  /**
   * Copies keys `[B, H, N, D]` and values `[B, H, N, Dv]`; earlier ones are forgotten.
   *
   * @returns false where there is no room for them
   */
  load(key: Tensor<'float32'>, value: Tensor<'float32'>): boolean {
    const [batches = 0, heads = 0, keys = 0, width = 0] = key.shape;
    const [, , , valueWidth = 0] = value.shape;
    const [blocks, paddedKeys] = [batches * heads, padded(keys)];
    const blockFloats = paddedKeys * padded(width);
    this.#valueStart = spare + blocks * blockFloats;
    this.#end = this.#valueStart + blocks * keys * padded(valueWidth) + spare;
    if (!this.#reserve(this.#end)) return false;
    if (paddedKeys === keys) writeRows(this.#floats, spare, key.data, width);
    else {
      for (let block = 0; block < blocks; block += 1) {
        const rows = key.data.subarray(block * keys * width, (block + 1) * keys * width);
        writeRows(this.#floats, spare + block * blockFloats, rows, width);
      }
    }
    writeRows(this.#floats, this.#valueStart, value.data, valueWidth);
    this.#key = key;
    this.#value = value;
    return true;
  }

  /** Attention to what was loaded; `undefined` where there is no room for the call. */
  attend({ query, scale, bias, withWeights }: SimdCall): SimdResult | undefined {
    const [batches = 0, heads = 0, keys = 0, width = 0] = this.#key?.shape ?? [];
    const [, , , valueWidth = 0] = this.#value?.shape ?? [];
    const [, , length = 0] = query.shape;
    const rows = batches * heads * length;
    const scores = this.#end + rows * padded(width) + spare;
    const output = scores + padded(keys) + spare;
    const weights = output + rows * padded(valueWidth) + spare;
    const biasStart = weights + (withWeights ? rows * keys : 0) + spare;
    if (!this.#reserve(biasStart + (bias?.data.length ?? 0) + spare)) return undefined;
    writeRows(this.#floats, this.#end, query.data, width);
    if (bias !== undefined) this.#floats.set(bias.data, biasStart);
    const [biasBatches = 1, biasHeads = 1, biasLength = 1] = bias?.shape ?? [];
    this.#instance.attend(
      batches,
      heads,
      length,
      keys,
      padded(width),
      padded(valueWidth),
      scale,
      this.#end * floatBytes,
      spare * floatBytes,
      this.#valueStart * floatBytes,
      bias === undefined ? 0 : biasStart * floatBytes,
      biasBatches === 1 ? 0 : biasHeads * biasLength * keys * floatBytes,
      biasHeads === 1 ? 0 : biasLength * keys * floatBytes,
      biasLength === 1 ? 0 : keys * floatBytes,
      scores * floatBytes,
      output * floatBytes,
      withWeights ? weights * floatBytes : 0,
    );
    const shape = [batches, heads, length] as const;
    const outputData = readRows(this.#floats, output, rows, valueWidth);
    const result = { output: { type: 'float32', shape: [...shape, valueWidth], data: outputData } } as const;
    if (!withWeights) return result;
    const weightsData = this.#floats.slice(weights, weights + rows * keys);
    return { ...result, weights: { type: 'float32', shape: [...shape, keys], data: weightsData } };
  }

  #reserve(floats: number): boolean {
    const missing = floats - this.#floats.length;
    if (missing <= 0) return true;
    const { memory } = this.#instance;
    try {
      memory.grow(Math.ceil((missing * floatBytes) / pageBytes));
    } catch {
      return false;
    }
    this.#floats = new Float32Array(memory.buffer);
    return true;
  }
}
