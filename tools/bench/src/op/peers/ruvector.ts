import type { AbsentPeer, Contestant } from '../contestant.js';
import type { OpTensors } from '../op-tensors.js';
import { reasonOf } from './reason-of.js';

/** Classes of @ruvector/attention that compute the op; its type declarations name functions that it does not have. */
export const ruvectorClasses = ['DotProductAttention', 'FlashAttention'] as const;

interface RuvectorAttention {
  compute(query: Float32Array, keys: Float32Array[], values: Float32Array[]): Float32Array;
}

const flashBlock = 64;

/** It takes one query at a time, and each key and value as an array of its own, which are made once. */
export async function createRuvector(
  className: (typeof ruvectorClasses)[number],
  { query, key, value }: OpTensors,
): Promise<Contestant | AbsentPeer> {
  const name = `@ruvector/attention ${className}`;
  try {
    const module: unknown = (await import('@ruvector/attention')).default;
    const classes = module as Record<string, new (width: number, blockSize?: number) => RuvectorAttention>;
    const Attention = classes[className];
    if (Attention === undefined) return { name, reason: 'it has no such class' };
    const [batch = 0, heads = 0, queries = 0, width = 0] = query.shape;
    const attention = new Attention(width, ...(className === 'FlashAttention' ? [flashBlock] : []));
    const rows = (data: Float32Array, from: number, count: number) =>
      Array.from({ length: count }, (_, row) => data.subarray((from + row) * width, (from + row + 1) * width));
    const length = key.shape[2] ?? 0;
    const pairs = Array.from({ length: batch * heads }, (_, pair) => ({
      queries: rows(query.data, pair * queries, queries),
      keys: rows(key.data, pair * length, length),
      values: rows(value.data, pair * length, length),
    }));
    return {
      name,
      kind: 'peer',
      async run() {
        const output = new Float32Array(query.data.length);
        let at = 0;
        for (const pair of pairs)
          for (const row of pair.queries) {
            output.set(attention.compute(row, pair.keys, pair.values), at);
            at += width;
          }
        return output;
      },
      async dispose() {},
    };
  } catch (error) {
    return { name, reason: reasonOf(error) };
  }
}
