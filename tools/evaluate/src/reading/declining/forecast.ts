/** What was held for probable, and whether it came to be. */
export interface Forecast {
  readonly probability: number;
  readonly came: boolean;
  /** What it counts; all weights need not sum to anything. */
  readonly weight: number;
}

/** Weights with which each set of forecasts counts as much as every other, whatever its size. */
export function evenly(sets: readonly (readonly Omit<Forecast, 'weight'>[])[]): Forecast[] {
  return sets.flatMap((set) => set.map((forecast) => ({ ...forecast, weight: 1 / set.length })));
}
