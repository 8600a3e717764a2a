import type { StoredPassage } from '../passage/stored-passage.js';

/** A document to be indexed. */
export interface IndexableDocument {
  /** Its name, such as a path: one document a name. */
  readonly document: string;
  /** Changes when what is to be indexed changes: of the content, and of how it is split. */
  readonly hash: string;
  /** Its passages; read only where the hash is not that of the store. */
  readonly passages: Iterable<StoredPassage> | AsyncIterable<StoredPassage>;
}
