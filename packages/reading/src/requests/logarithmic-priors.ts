import { ReadingError } from '../reading-error.js';

/**
 * The logarithms of priors, the largest 0; all 0 where none are given.
 *
 * @throws ReadingError `invalid-option`
 */
export function logarithmicPriors(priors: readonly number[] | undefined, passages: number): number[] {
  if (priors === undefined) return new Array(passages).fill(0);
  if (!Array.isArray(priors) || priors.length !== passages) {
    const came = Array.isArray(priors) ? `${priors.length}` : String(priors);
    throw new ReadingError('invalid-option', `priors: expected a number for each of ${passages} passages, got ${came}`);
  }
  for (const [index, prior] of priors.entries()) {
    if (Number.isFinite(prior) && prior > 0) continue;
    throw new ReadingError('invalid-option', `priors[${index}]: expected a number above 0, got ${String(prior)}`);
  }
  const largest = Math.log(priors.reduce((most, prior) => Math.max(most, prior), 0));
  return priors.map((prior) => Math.log(prior) - largest);
}
