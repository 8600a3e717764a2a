import type { ReadingPassage } from '../collection/reading-collection.js';

/** A passage that a search found, the best first. */
export interface FoundPassage {
  readonly passage: ReadingPassage;
  /** Place from 1 in the list by vectors; absent where that list does not hold it. */
  readonly vectorRank?: number;
  /** Place from 1 in the list by words. */
  readonly textRank?: number;
}
