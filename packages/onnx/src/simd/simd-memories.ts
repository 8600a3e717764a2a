import type { Tensor } from '@crossattn/core';
import type { SimdKernel } from './simd-kernel.js';
import { SimdMemory } from './simd-memory.js';

/** Where keys and values of small calls are found, laid out for the kernel; `undefined` where it cannot run. */
export interface SimdMemories {
  of(key: Tensor<'float32'>, value: Tensor<'float32'>): SimdMemory | undefined;
}

/** Keys and values that are kept for many calls: each pair is copied when a small call first needs it. */
export class KeptSimdMemories implements SimdMemories {
  readonly #kernel: SimdKernel;
  readonly #byKey = new WeakMap<Tensor<'float32'>, { readonly memory: SimdMemory | undefined }>();

  constructor(kernel: SimdKernel) {
    this.#kernel = kernel;
  }

  of(key: Tensor<'float32'>, value: Tensor<'float32'>): SimdMemory | undefined {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known.memory;
    const memory = SimdMemory.create(this.#kernel);
    const loaded = memory?.load(key, value) ? memory : undefined;
    this.#byKey.set(key, { memory: loaded });
    return loaded;
  }
}

/** Keys and values that come with each call: all are copied to the same place, which is not given back. */
export class FleetingSimdMemories implements SimdMemories {
  readonly #kernel: SimdKernel;
  #memory: SimdMemory | undefined;

  constructor(kernel: SimdKernel) {
    this.#kernel = kernel;
  }

  of(key: Tensor<'float32'>, value: Tensor<'float32'>): SimdMemory | undefined {
    this.#memory ??= SimdMemory.create(this.#kernel);
    return this.#memory?.load(key, value) ? this.#memory : undefined;
  }
}
