/** A document in a store. */
export interface StoredDocument {
  /** Its name. */
  readonly document: string;
  /** Of what it was when it was indexed. */
  readonly hash: string;
  /** How many passages it has. */
  readonly passages: number;
}
