import type { Block } from './block.js';
import type { DocumentFormat } from './document-format.js';

/** The text of a file, or of one page of it. */
export interface DocumentText {
  /** Of a PDF: counted from 1. */
  readonly page?: number;
  /**
   * What offsets count in, in UTF-16 units.
   *
   * - `.txt`, `.md`: the file's text as it is, line ends and all, without a byte order mark
   * - `.html`: the text as extracted: blocks with an empty line between them, white space collapsed
   * - `.pdf`: the page's text as extracted: lines in the order of the file, words joined that were divided at a line's end
   */
  readonly text: string;
  /** Without overlap, in the order of the text. */
  readonly blocks: readonly Block[];
}

/** A file that has been read. */
export interface ReadDocument {
  /** Absolute path, or the name that was given with the bytes. */
  readonly document: string;
  readonly format: DocumentFormat;
  /**
   * Changes with the bytes of the file, with the way in which this package reads and splits them, and with the options of
   * both (hexadecimal SHA-256).
   */
  readonly hash: string;
  /** What the file says of its own title: front matter, `<title>`, the PDF's information. */
  readonly title?: string;
  /** One for a file; one a page of a PDF, in order, empty where a page has no text. */
  readonly texts: readonly DocumentText[];
}
