import { type ComputeArray, type ComputeTensor, zeros } from '../tensor/compute-tensor.js';

/** Weights over the kept keys, `[batches, heads, length, keptKeys]`, put back among all keys; the others get 0. */
export function spreadKeys(
  weights: ComputeTensor,
  kept: readonly Int32Array[] | undefined,
  keys: number,
): ComputeArray {
  if (kept === undefined) return weights.data;
  const [batches = 0, heads = 0, length = 0, count = 0] = weights.shape;
  const spread = zeros(weights.type, batches * heads * length * keys);
  for (let batch = 0; batch < batches; batch += 1) {
    const indices = kept[batch] ?? [];
    for (let row = batch * heads * length; row < (batch + 1) * heads * length; row += 1) {
      for (let index = 0; index < count; index += 1) {
        spread[row * keys + (indices[index] ?? 0)] = weights.data[row * count + index] ?? 0;
      }
    }
  }
  return spread;
}
