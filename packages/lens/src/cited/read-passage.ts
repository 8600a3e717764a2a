import type { WeighedSpan } from '../text/mark-spans.js';

/** A passage that a reader was given, and what it looked at in it. */
export interface ReadPassage {
  readonly text: string;
  /** Where it comes from: the name of a file. */
  readonly document: string;
  readonly title?: string;
  /** Counts from 1. */
  readonly page?: number;
  /** UTF-16 offsets `[start, end)` of the passage in its document, or in its page where it has one. */
  readonly start?: number;
  readonly end?: number;
  /** The passage's share of the reader's attention over all passages, 0 to 1. */
  readonly share: number;
  /** The words of `text` that were looked at. */
  readonly words: readonly WeighedSpan[];
}
