import type { Tensor } from '@crossattn/core';
import type { OpShape } from './op-shape.js';

/** What every contestant of a shape is given. */
export interface OpTensors {
  readonly query: Tensor<'float32'>;
  readonly key: Tensor<'float32'>;
  readonly value: Tensor<'float32'>;
}

/** Numbers between -1 and 1, the same in every run. */
export function opTensors({ batch, heads, queries, keys, headSize }: OpShape): OpTensors {
  return {
    query: numbers([batch, heads, queries, headSize], 1),
    key: numbers([batch, heads, keys, headSize], 2),
    value: numbers([batch, heads, keys, headSize], 3),
  };
}

function numbers(shape: readonly number[], seed: number): Tensor<'float32'> {
  const data = new Float32Array(shape.reduce((product, size) => product * size, 1));
  let state = seed;
  for (let index = 0; index < data.length; index += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    data[index] = state / 2 ** 31;
  }
  return { type: 'float32', shape, data };
}

/** `[B, H, L, D]` as exported models have it: `[B, L, H x D]`. */
export function headsLast({ shape, data }: Tensor<'float32'>): Tensor<'float32'> {
  const [batch = 0, heads = 0, length = 0, size = 0] = shape;
  const turned = new Float32Array(data.length);
  for (let b = 0; b < batch; b += 1)
    for (let head = 0; head < heads; head += 1)
      for (let at = 0; at < length; at += 1) {
        const source = ((b * heads + head) * length + at) * size;
        turned.set(data.subarray(source, source + size), ((b * length + at) * heads + head) * size);
      }
  return { type: 'float32', shape: [batch, length, heads * size], data: turned };
}
