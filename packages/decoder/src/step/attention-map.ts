import type { Tensor } from '@crossattn/core';

/** The maps of a whole step over one part of the memory. */
export interface PartMaps {
  /** For each layer `[batch, heads, queries, padded length]`. */
  readonly layers: readonly Tensor<'float32'>[];
  /** Positions that the queried memory has itself in this part. */
  readonly length: number;
}

/**
 * The map of one token over the positions of all parts in order: `[layers, heads, length]`.
 *
 * @param token - its number among all tokens of the step, which the batch of each part divides evenly
 */
export function attentionMap(parts: readonly PartMaps[], token: number): Tensor<'float32'> {
  const layers = parts[0]?.layers.length ?? 0;
  const heads = parts[0]?.layers[0]?.shape[1] ?? 0;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const data = new Float32Array(layers * heads * length);
  let position = 0;
  for (const part of parts) {
    part.layers.forEach(({ data: weights, shape: [, , queries = 1, padded = 0] }, layer) => {
      const item = Math.floor(token / queries);
      for (let head = 0; head < heads; head++) {
        const from = ((item * heads + head) * queries + (token % queries)) * padded;
        data.set(weights.subarray(from, from + part.length), (layer * heads + head) * length + position);
      }
    });
    position += part.length;
  }
  return { type: 'float32', shape: [layers, heads, length], data };
}
