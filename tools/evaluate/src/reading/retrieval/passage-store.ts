import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openStore, type PassageEncoder, type StoredPassage } from '@crossattn/retrieval';
import type { ReadingPassage } from '../collection/reading-collection.js';
import type { FoundPassage } from './found-passage.js';

/** The passages of a collection in a store that stays on the disk. */
export interface IndexedCollection extends AsyncDisposable {
  search(question: string, signal: AbortSignal): Promise<FoundPassage[]>;
}

/** How a collection is indexed. */
export interface IndexCollectionOptions {
  readonly signal: AbortSignal;
  /** Told how many passages are in the store. */
  readonly onPassages: (done: number) => void;
}

/** Passages that are written in one transaction. */
const together = 64;

/** As deep as the lists are that a search fuses: what is among the first 20 of either is among these. */
const passagesFound = 100;

/**
 * Opens the store of an encoder in a folder, indexes what it does not hold yet, and removes what it has of other collections.
 *
 * @throws RetrievalError
 */
export async function openPassageStore(
  folder: string,
  encoder: PassageEncoder,
  passages: readonly ReadingPassage[],
  { signal, onPassages }: IndexCollectionOptions,
): Promise<IndexedCollection> {
  const store = await openStore(join(folder, folderName(encoder)), { encoder });
  try {
    let before = 0;
    const names = new Set<string>();
    await store.index(documentsOf(passages), {
      signal,
      onDocument: ({ document, passages: count }) => {
        names.add(document);
        before += count;
        onPassages(before);
      },
    });
    for (const { document } of await store.documents()) if (!names.has(document)) await store.remove(document);
  } catch (error) {
    await store.dispose();
    throw error;
  }
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  return {
    search: async (question, within) => {
      const found = await store.search(question, { topK: passagesFound, signal: within });
      return found.map(({ metadata, ranks }) => ({
        passage: byId.get(String(metadata?.id)) as ReadingPassage,
        ...(ranks.vector !== undefined && { vectorRank: ranks.vector }),
        ...(ranks.text !== undefined && { textRank: ranks.text }),
      }));
    },
    [Symbol.asyncDispose]: () => store.dispose(),
  };
}

function folderName({ identity }: PassageEncoder): string {
  return `${identity.name}-${identity.revision}`.replace(/[^\w.-]+/g, '-');
}

function* documentsOf(passages: readonly ReadingPassage[]) {
  for (let begin = 0; begin < passages.length; begin += together) {
    const part = passages.slice(begin, begin + together);
    const document = `passages from ${begin}`;
    const hash = createHash('sha256').update(JSON.stringify(part)).digest('hex');
    yield { document, hash, passages: part.map((passage) => stored(passage, document)) };
  }
}

function stored({ id, title, text }: ReadingPassage, document: string): StoredPassage {
  return { document, start: 0, end: text.length, text, title, metadata: { id } };
}
