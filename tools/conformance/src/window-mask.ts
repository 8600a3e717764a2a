import type { Tensor } from '@crossattn/core';

/** How far a query sees around its own position, in keys; infinite where there is no bound. The causal order is 0 after it. */
export interface Window {
  readonly before: number;
  readonly after: number;
}

/**
 * Query `i` stands at `i + offset`, where the offset counts the keys before the first query, and may attend to the keys from
 * `before` ahead of its position to `after` behind it.
 *
 * @param offsets - One a batch, or one for all.
 * @returns `[offsets, 1, queries, length]`
 */
export function windowMask(
  offsets: readonly number[],
  queries: number,
  length: number,
  { before, after }: Window,
): Tensor<'bool'> {
  const data = new Uint8Array(offsets.length * queries * length);
  for (const [batch, offset] of offsets.entries())
    for (let query = 0; query < queries; query += 1)
      for (let key = 0; key < length; key += 1) {
        const ahead = key - (query + offset);
        data[(batch * queries + query) * length + key] = Number(-before <= ahead && ahead <= after);
      }
  return { type: 'bool', shape: [offsets.length, 1, queries, length], data };
}

/** `[batch, length]`: the first keys of each batch, as many as are not padding. */
export function lengthMask(lengths: readonly number[], length: number): Tensor<'bool'> {
  const data = Uint8Array.from({ length: lengths.length * length }, (_, index) =>
    Number(index % length < (lengths[Math.floor(index / length)] as number)),
  );
  return { type: 'bool', shape: [lengths.length, length], data };
}
