import { mulberry32 } from './mulberry32.js';

/** The middle 95% of what a number is over resampled corpora. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

const resamples = 1000;

/**
 * Bootstrap 95% intervals: captions are drawn with replacement, 1,000 times, and everything is measured on each draw.
 * The same count of captions gives the same draws.
 *
 * @param count - number of captions.
 * @param measure - numbers of a corpus that is given as indices of captions.
 */
export function bootstrapIntervals(
  count: number,
  measure: (indices: readonly number[]) => readonly number[],
): Interval[] {
  const random = mulberry32(count);
  const draws = Array.from({ length: resamples }, () =>
    measure(Array.from({ length: count }, () => Math.floor(random() * count))),
  );
  return (draws[0] ?? []).map((_, index) => {
    const sorted = draws.map((draw) => draw[index] ?? 0).sort((one, other) => one - other);
    const at = (share: number) => sorted[Math.round(share * (resamples - 1))] ?? 0;
    return { low: at(0.025), high: at(0.975) };
  });
}
