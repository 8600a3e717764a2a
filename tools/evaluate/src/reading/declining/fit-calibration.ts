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

const temperatures = Array.from({ length: 400 }, (_, index) => 0.05 * 400 ** (index / 399));

/** The calibration with the given threshold and the smallest log loss, of 400 temperatures from 0.05 to 20. */
export function bestCalibration(margins: readonly Margin[], threshold: number): Calibration {
  const calibrations = temperatures.map((temperature) => ({ threshold, temperature }));
  const losses = calibrations.map((calibration) => logLoss(margins, calibration));
  return calibrations[losses.indexOf(Math.min(...losses))] as Calibration;
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
