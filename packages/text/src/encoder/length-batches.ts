/** Texts that go through the network together. */
export interface LengthBatch {
  /** Their places in the list that was given. */
  readonly rows: readonly number[];
  /** Tokens of the longest. */
  readonly length: number;
}

/**
 * Batches of texts of about the same length, so that little is computed for padding; the shortest come first.
 *
 * @param lengths - tokens of every text
 * @param capacity - most positions of a batch, padding included; a longer text is a batch by itself
 */
export function lengthBatches(lengths: readonly number[], capacity: number): LengthBatch[] {
  const order = lengths.map((_, row) => row).sort((one, other) => length(one) - length(other) || one - other);
  const batches: { rows: number[]; length: number }[] = [];
  for (const row of order) {
    const current = batches.at(-1);
    if (current !== undefined && (current.rows.length + 1) * length(row) <= capacity) {
      current.rows.push(row);
      current.length = length(row);
    } else {
      batches.push({ rows: [row], length: length(row) });
    }
  }
  return batches;

  function length(row: number): number {
    return lengths[row] as number;
  }
}
