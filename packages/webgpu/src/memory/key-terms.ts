import type { KeyValueCall } from '@crossattn/core';

/**
 * For each key of some batches what is added to its scores, in units of log 2: `log2(weight)`, and `-Infinity` where it
 * may not be attended to.
 */
export function keyTerms(
  { key, keyMask, keyWeight }: KeyValueCall,
  part: { readonly firstBatch: number; readonly batches: number; readonly firstKey: number; readonly keys: number },
): Float32Array<ArrayBuffer> {
  const length = key.shape[2] as number;
  const terms = new Float32Array(part.batches * part.keys);
  for (let batch = 0; batch < part.batches; batch += 1) {
    const from = (part.firstBatch + batch) * length + part.firstKey;
    for (let index = 0; index < part.keys; index += 1) {
      const open = keyMask?.data[from + index] !== 0;
      const weight = keyWeight ? (keyWeight.data[from + index] as number) : 1;
      terms[batch * part.keys + index] = open ? Math.log2(weight) : Number.NEGATIVE_INFINITY;
    }
  }
  return terms;
}
