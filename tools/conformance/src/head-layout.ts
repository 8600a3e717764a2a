import type { ElementType, Tensor } from '@crossattn/core';
import { ConformanceError } from './conformance-error.js';

/** `[batch, length, heads x size]` as `[batch, heads, length, size]`; four dimensions stay as they are. */
export function splitHeads<Type extends ElementType>(tensor: Tensor<Type>, heads: number | undefined): Tensor<Type> {
  if (tensor.shape.length === 4) return tensor;
  const [batch, length, width] = tensor.shape as [number, number, number];
  if (!heads || width % heads !== 0)
    throw new ConformanceError('unsupported-node', `3-D inputs: expected heads that divide ${width}, got ${heads}`);
  const size = width / heads;
  return {
    type: tensor.type,
    shape: [batch, heads, length, size],
    data: swapAxes(tensor, [batch, length, heads, size]),
  };
}

/** `[batch, heads, length, size]` as `[batch, length, heads x size]`. */
export function mergeHeads<Type extends ElementType>(tensor: Tensor<Type>): Tensor<Type> {
  const [batch, heads, length, size] = tensor.shape as [number, number, number, number];
  return {
    type: tensor.type,
    shape: [batch, length, heads * size],
    data: swapAxes(tensor, [batch, heads, length, size]),
  };
}

/** Swaps the second and third of four dimensions. */
function swapAxes<Type extends ElementType>(
  { data }: Tensor<Type>,
  [batch, rows, columns, size]: readonly [number, number, number, number],
): Tensor<Type>['data'] {
  const swapped = data.slice() as Tensor<Type>['data'];
  for (let outer = 0; outer < batch; outer += 1)
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1) {
        const from = ((outer * rows + row) * columns + column) * size;
        swapped.set(data.subarray(from, from + size) as never, ((outer * columns + column) * rows + row) * size);
      }
  return swapped;
}
