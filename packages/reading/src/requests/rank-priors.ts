import { ReadingError } from '../reading-error.js';

/**
 * Priors for passages in the order in which a search found them: 1 divided by the rank, the first of which is 1.
 *
 * @param passages - how many, from 0.
 * @throws ReadingError `invalid-option` where `passages` is no whole number from 0.
 */
export function rankPriors(passages: number): number[] {
  if (!Number.isSafeInteger(passages) || passages < 0) {
    throw new ReadingError('invalid-option', `passages: expected a whole number from 0, got ${String(passages)}`);
  }
  return Array.from({ length: passages }, (_, place) => 1 / (place + 1));
}
