import type { Tensor } from '@crossattn/core';

/** Numbers from -2 to 2 that use all bits of float32. */
export function waves(shape: readonly number[], step: number): Tensor<'float32'> {
  const length = shape.reduce((product, size) => product * size, 1);
  return { type: 'float32', shape, data: Float32Array.from({ length }, (_, index) => 2 * Math.sin(step * index)) };
}
