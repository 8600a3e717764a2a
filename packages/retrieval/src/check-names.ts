import { RetrievalError } from './retrieval-error.js';

/**
 * Refuses names that are not among the known ones.
 *
 * @param owner - what the names belong to, in messages
 * @throws RetrievalError `invalid-option`
 */
export function checkNames(options: unknown, known: readonly string[], owner: string): void {
  if (typeof options !== 'object' || options === null) {
    throw new RetrievalError('invalid-option', `${owner}: expected an object, came ${String(options)}`);
  }
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new RetrievalError('invalid-option', `${unknown}: expected one of the options ${known.join(', ')}`);
}
