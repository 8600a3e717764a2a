/** One answer, with what it was read from. */
export interface Answer {
  /** The words of the answer as a passage has them; `null` stands for "not in these passages". */
  readonly answer: string | null;
  /**
   * A probability. That of `null` is calibrated; the answers that were found share the rest, each as likely as the model
   * holds it. All entries that there are sum to 1, so what `topK` returns sums to at most 1.
   */
  readonly score: number;
  /** Where the answer stands, the likeliest place first; empty for `null`. */
  readonly citations: readonly Citation[];
  /** What the pointer looked at when it chose where an answer begins; the same for all answers of a question. */
  readonly attention: ReadingAttention;
}

/** A place of an answer. */
export interface Citation {
  /** Index of the passage in the list that was given. */
  readonly passage: number;
  /** UTF-16 offsets `[start, end)` in the passage as it was given, as `String.prototype.slice` takes them. */
  readonly start: number;
  readonly end: number;
  /** The passage's share of the attention. */
  readonly weight: number;
}

/** How one softmax over the words of all passages and "nowhere" spread its mass, which is 1. */
export interface ReadingAttention {
  /** The part that went to no word at all. */
  readonly nowhere: number;
  /** One for each passage, in the order that was given. */
  readonly passages: readonly PassageAttention[];
}

export interface PassageAttention {
  /** The passage's part: the sum of those of its words. */
  readonly weight: number;
  /** Every word that was read, in the order of the text. */
  readonly words: readonly WordAttention[];
}

export interface WordAttention {
  /** UTF-16 offsets `[start, end)` in the passage as it was given. */
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}
