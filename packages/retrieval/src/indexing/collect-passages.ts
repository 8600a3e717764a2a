import { checkPassage } from '../passage/check-passage.js';
import type { StoredPassage } from '../passage/stored-passage.js';
import type { IndexableDocument } from './indexable-document.js';

/** @throws RetrievalError `invalid-passage` */
export async function collectPassages(
  { document, passages }: IndexableDocument,
  signal: AbortSignal | undefined,
): Promise<StoredPassage[]> {
  const collected: StoredPassage[] = [];
  for await (const passage of passages) {
    signal?.throwIfAborted();
    checkPassage(passage, document, collected.length);
    collected.push(passage);
  }
  return collected;
}
