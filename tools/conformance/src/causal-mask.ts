import type { Tensor } from '@crossattn/core';

/**
 * Query `i` may attend to key `j` where `j <= i + offset`, and the offset counts the keys before the first query.
 *
 * @param offsets - One a batch, or one for all.
 * @returns `[offsets, 1, queries, length]`
 */
export function causalMask(offsets: readonly number[], queries: number, length: number): Tensor<'bool'> {
  const data = new Uint8Array(offsets.length * queries * length);
  for (const [batch, offset] of offsets.entries())
    for (let query = 0; query < queries; query += 1)
      for (let key = 0; key < length; key += 1)
        data[(batch * queries + query) * length + key] = Number(key <= query + offset);
  return { type: 'bool', shape: [offsets.length, 1, queries, length], data };
}

/** `[batch, length]`: the first keys of each batch, as many as are not padding. */
export function lengthMask(lengths: readonly number[], length: number): Tensor<'bool'> {
  const data = Uint8Array.from({ length: lengths.length * length }, (_, index) =>
    Number(index % length < (lengths[Math.floor(index / length)] as number)),
  );
  return { type: 'bool', shape: [lengths.length, length], data };
}
