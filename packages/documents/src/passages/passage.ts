/** A piece of a document that is found, read and cited as one. */
export interface Passage {
  /** Absolute path of the file, or the name that was given with its bytes. */
  readonly document: string;
  /** Of a PDF: counted from 1. `start` and `end` count in the text of this page. */
  readonly page?: number;
  /** UTF-16 offset into the document's (or page's) `text`. */
  readonly start: number;
  /** UTF-16 offset behind the last character. */
  readonly end: number;
  /** Always `text.slice(start, end)` of the document's (or page's) text. */
  readonly text: string;
  /** The document's title and the headings above, outermost first, with ` › ` between them. */
  readonly title?: string;
}
