/** How a text is cut into windows; both count tokens, special ones not counted. */
export interface WindowOptions {
  /** Most tokens of a window. */
  readonly length: number;
  /** Tokens from the beginning of a window to that of the next; at most `length`. */
  readonly stride: number;
}
