import { checkPassage } from '../passage/check-passage.js';
import type { StoredPassage } from '../passage/stored-passage.js';
import type { IndexableDocument } from './indexable-document.js';

/**
 * The passages as they are now: who gives them may give the same object again, with the next passage in it.
 *
 * @throws RetrievalError `invalid-passage`
 */
export async function collectPassages(
  { document, passages }: IndexableDocument,
  signal: AbortSignal | undefined,
): Promise<StoredPassage[]> {
  const collected: StoredPassage[] = [];
  for await (const passage of passages) {
    signal?.throwIfAborted();
    checkPassage(passage, document, collected.length);
    collected.push(copyOf(passage));
  }
  return collected;
}

function copyOf({ document, page, start, end, text, title, metadata }: StoredPassage): StoredPassage {
  return {
    document,
    ...(page !== undefined && { page }),
    start,
    end,
    text,
    ...(title !== undefined && { title }),
    ...(metadata !== undefined && { metadata: { ...metadata } }),
  };
}
