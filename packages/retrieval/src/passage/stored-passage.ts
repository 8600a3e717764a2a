/** What a passage, or its document, is about: for filters. */
export type Metadata = Readonly<Record<string, string | number | boolean>>;

/** A piece of a document that can be found and read on its own. */
export interface StoredPassage {
  /** The document that it is a piece of, such as a path. */
  readonly document: string;
  /** Its page, from 1, in documents that have pages. */
  readonly page?: number;
  /** Where it begins in the text of its document or page; UTF-16 units. */
  readonly start: number;
  /** Where it ends. */
  readonly end: number;
  /** What it says. */
  readonly text: string;
  /** What stands above it, such as the title of its document: searched along with the text. */
  readonly title?: string;
  /** For filters. */
  readonly metadata?: Metadata;
}
