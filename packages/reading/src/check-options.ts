import { ReadingError } from './reading-error.js';

/** Refuses names that are not options of `owner`. */
export function checkNames(options: object, known: readonly string[], owner: string): void {
  if (typeof options !== 'object' || options === null) {
    throw new ReadingError('invalid-option', `${owner}: expected an object of options, got ${String(options)}`);
  }
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new ReadingError('unknown-option', `${unknown}: expected one of the options ${known.join(', ')} of ${owner}`);
}

/** An abort signal; undefined stays undefined. */
export function checkSignal(value: unknown): void {
  if (value === undefined || value instanceof AbortSignal) return;
  throw new ReadingError('invalid-option', `signal: expected an AbortSignal, got ${String(value)}`);
}

/** A whole number in a range; undefined stays undefined. */
export function checkWhole(name: string, value: unknown, least: number, greatest: number): void {
  if (value === undefined) return;
  if (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= greatest) return;
  throw new ReadingError(
    'invalid-option',
    `${name}: expected a whole number from ${least} to ${greatest}, got ${String(value)}`,
  );
}
