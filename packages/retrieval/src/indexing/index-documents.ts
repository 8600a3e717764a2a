import type { Database } from '../database/database.js';
import type { StoredPassage } from '../passage/stored-passage.js';
import type { PassageEncoder } from '../passage-encoder.js';
import { checkDocument, checkDocuments } from './check-document.js';
import { checkIndexOptions } from './check-index-options.js';
import { collectPassages } from './collect-passages.js';
import { embedPassages } from './embed-passages.js';
import type { IndexOptions } from './index-options.js';
import type { IndexedDocument, IndexSummary } from './index-summary.js';
import type { IndexableDocument } from './indexable-document.js';
import { tidyTables } from './tidy-tables.js';
import { workAhead } from './work-ahead.js';
import { type StoredHash, storedHash, writeDocument } from './write-document.js';

/** Documents that are encoded while others are written. */
const documentsAhead = 4;

/** What of a document is written. */
interface EncodedDocument {
  readonly passages: readonly StoredPassage[];
  readonly vectors: readonly (Float32Array | null)[] | null;
}

/** A document that can be written; what is not encoded was in the store already. */
interface PreparedDocument {
  /** Checked. */
  readonly document: IndexableDocument;
  readonly before: StoredHash | undefined;
  readonly encoded?: EncodedDocument;
}

/** Brings a store up to date with documents: encodes some ahead, and writes one after the other. */
export async function indexDocuments(
  database: Database,
  encoder: PassageEncoder | null,
  language: string,
  documents: Iterable<IndexableDocument> | AsyncIterable<IndexableDocument>,
  options: IndexOptions,
): Promise<IndexSummary> {
  checkIndexOptions(options);
  checkDocuments(documents);
  const { onDocument, onProgress, signal } = options;
  const summary = { added: 0, updated: 0, unchanged: 0, passages: 0, withoutVector: 0 };

  /** Documents of this call that are in the store. */
  const written = new Map<string, StoredHash>();

  async function prepare(given: IndexableDocument): Promise<PreparedDocument> {
    signal?.throwIfAborted();
    const document = checkDocument(given);
    const before = await storedHash(database, document.document);
    if (before?.hash === document.hash) return { document, before };
    return { document, before, encoded: await encode(document) };
  }

  async function encode(document: IndexableDocument): Promise<EncodedDocument> {
    const passages = await collectPassages(document, signal);
    const progress = (done: number) => onProgress?.({ document: document.document, done, total: passages.length });
    return { passages, vectors: encoder && (await embedPassages(encoder, passages, progress, signal)) };
  }

  async function write({ document, encoded, before: found }: PreparedDocument): Promise<IndexedDocument> {
    const { document: name, hash } = document;
    const before = written.get(name) ?? found;
    if (before?.hash === hash) {
      return { document: name, outcome: 'unchanged', passages: before.passages, withoutVector: 0 };
    }
    // What was in the store when it was prepared may have been replaced by a document of this call.
    const { passages, vectors } = encoded ?? (await encode(document));
    await database.checkRoom(roomFor(passages, encoder?.width ?? 0));
    await database.transaction((queries) => writeDocument(queries, language, document, passages, vectors));
    written.set(name, { hash, passages: passages.length });
    return {
      document: name,
      outcome: before === undefined ? 'added' : 'updated',
      passages: passages.length,
      withoutVector: vectors?.filter((vector) => vector === null).length ?? 0,
    };
  }

  for await (const prepared of workAhead(documents, documentsAhead, prepare)) {
    signal?.throwIfAborted();
    const indexed = await write(prepared);
    summary[indexed.outcome] += 1;
    if (indexed.outcome !== 'unchanged') summary.passages += indexed.passages;
    summary.withoutVector += indexed.withoutVector;
    onDocument?.(indexed);
  }
  signal?.throwIfAborted();
  if (summary.passages > 0 || summary.updated > 0) await tidyTables(database);
  return summary;
}

/** Texts lie in the table, in its index and in the log, vectors in the table and in the log. */
function roomFor(passages: readonly StoredPassage[], width: number): number {
  return passages.reduce((bytes, { text }) => bytes + 4 * text.length + 8 * width, 0);
}
