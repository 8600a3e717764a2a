import { TextError } from './text-error.js';

/**
 * Refuses options that are none, and names that are not among the known ones.
 *
 * @throws {@link TextError} `invalid-option`
 */
export function checkNames(options: unknown, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw new TextError('invalid-option', `options: expected an object, came ${String(options)}`);
  }
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const expected = names.length === 1 ? `the option ${names[0]}` : `one of the options ${names.join(', ')}`;
  throw new TextError('invalid-option', `${unknown}: expected ${expected}`);
}
