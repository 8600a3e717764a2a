/** What became of a document. */
export interface IndexedDocument {
  /** Its name. */
  readonly document: string;
  /** Whether it is new, has changed, or is as it was. */
  readonly outcome: 'added' | 'updated' | 'unchanged';
  /** How many passages it has. */
  readonly passages: number;
  /** Passages that the encoder could not read, as of a script that it does not know: only full-text search finds them. */
  readonly withoutVector: number;
}

/** What an indexing did, in documents and passages. */
export interface IndexSummary {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Passages that were written. */
  readonly passages: number;
  /** Those of them that the encoder could not read. */
  readonly withoutVector: number;
}
