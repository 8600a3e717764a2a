import type { Tensor } from '@crossattn/core';

/**
 * The map of one query: `[layers, heads, length]`.
 *
 * @param weights for each layer `[batch, heads, queries, padded length]`
 * @param length positions that the queried memory has itself
 */
export function attentionMap(
  weights: readonly Tensor<'float32'>[],
  batch: number,
  query: number,
  length: number,
): Tensor<'float32'> {
  const [, heads = 0, queries = 0, padded = 0] = weights[0]?.shape ?? [];
  const data = new Float32Array(weights.length * heads * length);
  weights.forEach((layer, index) => {
    for (let head = 0; head < heads; head++) {
      const from = ((batch * heads + head) * queries + query) * padded;
      data.set(layer.data.subarray(from, from + length), (index * heads + head) * length);
    }
  });
  return { type: 'float32', shape: [weights.length, heads, length], data };
}
