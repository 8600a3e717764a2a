import type { StoredPassage } from './stored-passage.js';

/** A passage that was found. */
export interface RetrievedPassage extends StoredPassage {
  /** Its number in the store; another one after its document was indexed anew. */
  readonly id: number;
  /** Sum of 1 / (10 + rank) over the lists that it is in (reciprocal rank fusion; Cormack, Clarke and Büttcher, 2009). */
  readonly score: number;
  /** Its place in each list, from 1; a list that it is not in is missing. */
  readonly ranks: { readonly text?: number; readonly vector?: number };
}
