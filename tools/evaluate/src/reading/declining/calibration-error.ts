import type { Forecast } from './forecast.js';

const bins = 10;

/**
 * Expected calibration error (Naeini et al. 2015): forecasts fall into ten bins of equal width by their probability; the
 * difference between mean probability and share of what came, averaged over the bins by their weight.
 *
 * @returns a number from 0 (as often as forecast) to 1; NaN without forecasts.
 */
export function calibrationError(forecasts: readonly Forecast[]): number {
  const surplus = new Array<number>(bins).fill(0);
  let total = 0;
  for (const { probability, came, weight } of forecasts) {
    const bin = Math.min(bins - 1, Math.floor(probability * bins));
    surplus[bin] = (surplus[bin] as number) + weight * (probability - (came ? 1 : 0));
    total += weight;
  }
  return surplus.reduce((sum, value) => sum + Math.abs(value), 0) / total;
}
