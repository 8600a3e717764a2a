/**
 * A stretch of a text that belongs together.
 *
 * - `heading`: the title of what follows
 * - `prose`: sentences, which may go on over a line's end
 * - `lines`: lines that stand for themselves, such as code and rows of a table
 */
export type BlockKind = 'heading' | 'prose' | 'lines';

/** A stretch of a text that belongs together. */
export interface Block {
  readonly kind: BlockKind;
  /** UTF-16 offset into the text. */
  readonly start: number;
  /** UTF-16 offset behind the last character. */
  readonly end: number;
  /** Of a heading: 1 is the highest. */
  readonly level?: number;
  /** Of a heading: what it says, without markup. */
  readonly title?: string;
  /** Something that is not to be read, such as a comment, stands before it: no passage reaches over. */
  readonly afterGap?: boolean;
}
