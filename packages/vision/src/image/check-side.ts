import { ImageError } from './image-error.js';

/**
 * Refuses the side of a picture that cannot be one.
 *
 * @throws {@link ImageError} `invalid-option`
 */
export function checkSide(side: number, greatest: number): void {
  if ((Number.isInteger(side) || side === Number.POSITIVE_INFINITY) && side >= 1 && side <= greatest) return;
  const range = Number.isFinite(greatest) ? `from 1 to ${greatest}` : 'from 1, or Infinity';
  throw new ImageError('invalid-option', `side must be a whole number ${range}, but is ${String(side)}`);
}
