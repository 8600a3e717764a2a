import type { AttentionElementType } from '../backend/backend.js';
import { elementCount } from '../tensor/element-count.js';
import { floatElements } from '../tensor/float-values.js';
import type { Tensor } from '../tensor/tensor.js';

/** Repeatable numbers in [0, 1): the generator mulberry32 of Tommy Ettinger. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Numbers in [-2, 2). */
export function randomTensor<Type extends AttentionElementType>(
  random: () => number,
  type: Type,
  shape: readonly number[],
): Tensor<Type> {
  const values = Float64Array.from({ length: elementCount(shape) }, () => 4 * random() - 2);
  return { type, shape, data: floatElements(type, values) };
}

/** About two thirds may be attended to. */
export function randomMask(random: () => number, shape: readonly number[]): Tensor<'bool'> {
  return {
    type: 'bool',
    shape,
    data: Uint8Array.from({ length: elementCount(shape) }, () => (random() < 0.66 ? 1 : 0)),
  };
}
