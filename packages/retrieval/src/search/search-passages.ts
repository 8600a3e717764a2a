import type { Database } from '../database/database.js';
import { floatArray } from '../database/float-array.js';
import { checkVectors } from '../indexing/check-vectors.js';
import { isUnreadable } from '../indexing/embed-passages.js';
import type { RetrievedPassage } from '../passage/retrieved-passage.js';
import { storable } from '../passage/storable.js';
import type { PassageEncoder } from '../passage-encoder.js';
import { checkSearch } from './check-search.js';
import { composeSearch } from './compose-search.js';
import { type FoundRow, readRow } from './found-row.js';
import type { SearchOptions } from './search-options.js';

/** Asks both lists and fuses them. */
export async function searchPassages(
  database: Database,
  encoder: PassageEncoder | null,
  language: string,
  question: string,
  options: SearchOptions,
): Promise<RetrievedPassage[]> {
  const { topK, filter, signal } = checkSearch(question, options);
  signal?.throwIfAborted();
  const vector = encoder && (await embedQuestion(encoder, question, signal));
  signal?.throwIfAborted();
  const { sql, parameters } = composeSearch({ question: storable(question), language, vector, topK, filter });
  const rows = await database.query<FoundRow>(sql, parameters);
  signal?.throwIfAborted();
  return rows.map(readRow);
}

/** @returns `null` where the encoder does not know the words: full-text search may still find them */
async function embedQuestion(
  encoder: PassageEncoder,
  question: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array | null> {
  try {
    const vectors = await encoder.embed([question], { onTruncation: () => {}, ...(signal && { signal }) });
    const [vector] = checkVectors(vectors, 1, encoder.width);
    return vector === undefined ? null : floatArray([vector]);
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}
