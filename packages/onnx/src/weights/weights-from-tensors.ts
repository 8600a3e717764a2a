import type { Tensor } from '@crossattn/core';
import type { Weight, WeightStore } from './weight-store.js';

/** A weight store of tensors that are in memory. Their data is read when a session is created. */
export function weightsFromTensors(tensors: Readonly<Record<string, Tensor>>): WeightStore {
  const weights = new Map<string, Weight>();
  for (const [name, { type, shape, data }] of Object.entries(tensors)) {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    weights.set(name, { name, type, shape, location: { bytes } });
  }
  return { get: (name) => weights.get(name), names: () => [...weights.keys()] };
}
