import { DocumentError } from './document/document-error.js';

/**
 * Refuses options that are none, and names that are not among the known ones.
 *
 * @param owner - what the options are called in messages
 * @throws {@link DocumentError} `invalid-option`
 */
export function checkNames(options: unknown, known: readonly string[], owner: string): void {
  if (typeof options !== 'object' || options === null) {
    throw new DocumentError('invalid-option', `${owner} must be an object, got ${String(options)}`);
  }
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new DocumentError('invalid-option', `${unknown} is none of the ${owner}, which are ${known.join(', ')}`);
}
