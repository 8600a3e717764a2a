import type { StepRow } from '../generation/token-stepper.js';

/** Where the rows of a step stand in the graph's `[batch, rows]` grid; places without a row are filled with padding. */
export interface RowGrid {
  /** Rows of each memory. */
  readonly rows: number;
  /** The place of each row. */
  readonly places: readonly number[];
}

/**
 * Gives the rows of each memory neighbouring places.
 *
 * @param sources the memories of the batch, in order
 */
export function arrangeRows(rows: readonly StepRow[], sources: readonly number[]): RowGrid {
  const counts = new Map<number, number>();
  const ranks = rows.map(({ source }) => {
    const rank = counts.get(source) ?? 0;
    counts.set(source, rank + 1);
    return rank;
  });
  const width = Math.max(...counts.values());
  const batch = new Map(sources.map((source, index) => [source, index]));
  return {
    rows: width,
    places: rows.map(({ source }, i) => (batch.get(source) as number) * width + (ranks[i] as number)),
  };
}
