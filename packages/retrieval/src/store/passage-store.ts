import type { EncoderIdentity } from '@crossattn/core';
import type { IndexOptions } from '../indexing/index-options.js';
import type { IndexSummary } from '../indexing/index-summary.js';
import type { IndexableDocument } from '../indexing/indexable-document.js';
import type { Retriever } from '../retriever.js';
import type { StoredDocument } from './stored-document.js';

/** Passages of documents, kept in a database. */
export interface PassageStore extends Retriever, AsyncDisposable {
  /** Who made the vectors; `null` in a store for full-text search alone. */
  readonly encoder: (EncoderIdentity & { readonly width: number }) | null;
  /** Whose words full-text search knows how to inflect, as Postgres names it: `english`, `german`, `simple` … */
  readonly language: string;
  /**
   * Adds documents, replaces those whose hash has changed, and leaves the others alone, without reading their passages.
   * One transaction a document: whatever interrupts it, a document is in the store whole, once, in its old form or in
   * its new one. To continue, index the same documents again.
   *
   * @throws {@link RetrievalError} `invalid-document`, `invalid-passage`, `invalid-vector`, `invalid-option`,
   * `database-unavailable`, `disk-full`, `database-failed`, `disposed`; and what the encoder and the documents throw.
   * Documents before the one that failed are kept.
   */
  index(
    documents: Iterable<IndexableDocument> | AsyncIterable<IndexableDocument>,
    options?: IndexOptions,
  ): Promise<IndexSummary>;
  /**
   * Removes a document with its passages. Returns whether it was there.
   *
   * @throws {@link RetrievalError} `invalid-document` where that is no name, `database-unavailable`, `database-failed`,
   * `disposed`
   */
  remove(document: string): Promise<boolean>;
  /** All documents, by name. */
  documents(): Promise<StoredDocument[]>;
  /** Closes the database, after what is under way. */
  dispose(): Promise<void>;
}
