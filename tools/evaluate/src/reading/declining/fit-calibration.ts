import type { Calibration } from './calibration.js';

/** The best span's score of a question, in the model's own units, and whether its passages answer the question. */
export interface Margin {
  readonly score: number;
  readonly answerable: boolean;
  readonly weight: number;
}

/** The largest threshold below which at most the given share of the scores lies. */
export function thresholdAt(scores: readonly number[], share: number): number {
  const sorted = [...scores].sort((one, other) => one - other);
  return sorted[Math.floor(share * sorted.length)] ?? Number.NaN;
}

/** The temperature with the smallest log loss at a threshold, by golden section over its logarithm from 0.01 to 100. */
export function fitTemperature(margins: readonly Margin[], threshold: number): number {
  const loss = (logarithm: number) => logLoss(margins, { threshold, temperature: Math.exp(logarithm) });
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(0.01);
  let high = Math.log(100);
  while (high - low > 1e-6) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

/** Mean of -log of the probability that was given to what is the case, in nats. */
export function logLoss(margins: readonly Margin[], { threshold, temperature }: Calibration): number {
  let sum = 0;
  let total = 0;
  for (const { score, answerable, weight } of margins) {
    const against = ((score - threshold) / temperature) * (answerable ? -1 : 1);
    // log(1 + exp(x)) without overflow.
    sum += weight * (Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against))));
    total += weight;
  }
  return sum / total;
}
