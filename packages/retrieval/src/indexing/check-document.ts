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
  if (!isIterable(passages)) refuse(`${document}: expected passages`, passages);
  return { document, hash: storable(hash), passages };
}

/** @throws RetrievalError `invalid-document` where these are no documents at all */
export function checkDocuments(documents: unknown): void {
  if (isIterable(documents)) return;
  throw new RetrievalError('invalid-document', `documents: expected a list or a stream, came ${String(documents)}`);
}

function isIterable(value: unknown): boolean {
  const parts = value as Partial<AsyncIterable<unknown> & Iterable<unknown>> | null | undefined;
  return typeof parts === 'object' && Boolean(parts?.[Symbol.iterator] ?? parts?.[Symbol.asyncIterator]);
}
