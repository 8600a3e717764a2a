import { storable } from '../passage/storable.js';
import { RetrievalError } from '../retrieval-error.js';
import type { IndexableDocument } from './indexable-document.js';

/** Most bytes of the name of a document: what an index of Postgres holds. */
const longestName = 2600;

/**
 * Checks a document, and gives it the name that it has in the database.
 *
 * @throws RetrievalError `invalid-document`
 */
export function checkDocument(given: IndexableDocument): IndexableDocument {
  const { document, hash, passages } = given ?? {};
  const refuse = (what: string, came: unknown): never => {
    throw new RetrievalError('invalid-document', `${what}, came ${String(came)}`);
  };
  if (typeof document !== 'string' || document === '') refuse('document: expected a name', document || 'none');
  const bytes = Buffer.byteLength(document);
  if (bytes > longestName) refuse(`${document}: expected a name of at most ${longestName} bytes`, bytes);
  if (typeof hash !== 'string' || hash === '') refuse(`${document}: expected a hash`, hash || 'none');
  const parts = passages as Partial<AsyncIterable<unknown> & Iterable<unknown>> | undefined;
  if (typeof parts !== 'object' || !(parts?.[Symbol.iterator] ?? parts?.[Symbol.asyncIterator])) {
    refuse(`${document}: expected passages`, passages);
  }
  return { document, hash: storable(hash), passages };
}
