/** Where an answer stands. */
export interface Citation {
  /** Index of the passage. */
  readonly passage: number;
  /** UTF-16 offsets `[start, end)` in the passage. */
  readonly start: number;
  readonly end: number;
}

/** An answer with the places that it was read from. */
export interface CitedAnswer {
  /** Null stands for "not in these passages". */
  readonly answer: string | null;
  /** 0 to 1. */
  readonly score: number;
  readonly citations: readonly Citation[];
}
