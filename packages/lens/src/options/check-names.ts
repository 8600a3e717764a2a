import { LensError } from '../lens-error.js';

/**
 * Refuses options that do not exist, and what is no object of options.
 *
 * @throws LensError `invalid-option`
 */
export function checkNames(options: object, known: readonly string[], owner: string): void {
  if (typeof options !== 'object' || options === null) {
    throw new LensError('invalid-option', `${owner}: expected an object of options, got ${String(options)}`);
  }
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new LensError('invalid-option', `${owner}: expected the options ${known.join(', ')}, got ${unknown}`);
}
