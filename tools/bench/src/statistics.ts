/** What repeated measurements of one thing say. */
export interface Summary {
  readonly median: number;
  /** A quarter of the measurements lies below. */
  readonly lowerQuartile: number;
  /** A quarter of the measurements lies above. */
  readonly upperQuartile: number;
  readonly least: number;
  readonly greatest: number;
  readonly count: number;
}

/** The value that the share `quantile` of the sorted values lies below, interpolated linearly between neighbours. */
export function quantileOf(sorted: readonly number[], quantile: number): number {
  const position = (sorted.length - 1) * quantile;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/** Median and spread of some measurements. */
export function summarize(values: readonly number[]): Summary {
  const sorted = [...values].sort((left, right) => left - right);
  return {
    median: quantileOf(sorted, 0.5),
    lowerQuartile: quantileOf(sorted, 0.25),
    upperQuartile: quantileOf(sorted, 0.75),
    least: sorted[0] ?? Number.NaN,
    greatest: sorted.at(-1) ?? Number.NaN,
    count: sorted.length,
  };
}
