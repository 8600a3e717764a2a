/** A token of a text, and the part of the text that it stands for. */
export interface TokenSpan {
  readonly id: number;
  /**
   * UTF-16 offsets `[start, end)` into the text as it was given, as in `String.prototype.slice`, with no white space at
   * either side. Tokens that share a character, as the bytes of byte-level vocabularies do, all cover the whole of it; a
   * token of white space alone covers nothing.
   */
  readonly start: number;
  readonly end: number;
}
