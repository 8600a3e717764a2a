import type { IndexedDocument } from './index-summary.js';

/** How to index. */
export interface IndexOptions {
  /** Told of each document once it is in the store. */
  readonly onDocument?: (document: IndexedDocument) => void;
  /** Told while a document is encoded: how many of its passages are done. */
  readonly onProgress?: (progress: IndexProgress) => void;
  /** Stops before the next batch of passages. Documents that are done are kept. */
  readonly signal?: AbortSignal;
}

/** How far the encoding of a document has come. */
export interface IndexProgress {
  readonly document: string;
  /** Passages encoded. */
  readonly done: number;
  /** Passages of the document. */
  readonly total: number;
}
