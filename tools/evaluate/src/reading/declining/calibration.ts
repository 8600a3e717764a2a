/** Where a reader declines, and how sharp its probabilities are: P(nowhere) = 1 / (1 + exp((score - threshold) / temperature)). */
export interface Calibration {
  readonly threshold: number;
  readonly temperature: number;
}

/** The probability of "not in these passages" where the best span has this score. */
export function nowhereProbability(score: number, { threshold, temperature }: Calibration): number {
  return 1 / (1 + Math.exp((score - threshold) / temperature));
}

/** The score that gives this probability of "not in these passages". */
export function scoreOfProbability(nowhere: number, { threshold, temperature }: Calibration): number {
  const inside = Math.min(1 - 1e-15, Math.max(1e-300, nowhere));
  return threshold + temperature * (Math.log1p(-inside) - Math.log(inside));
}
