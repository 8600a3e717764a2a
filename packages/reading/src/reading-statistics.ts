/** How much work was done; each number only grows. */
export interface ReadingStatistics {
  /** Passages that ran through the encoder, all their windows. */
  readonly passagesEncoded: number;
  /** Questions that ran through the encoder. */
  readonly questionsEncoded: number;
  /** Windows that were read together with a question. */
  readonly windowsRead: number;
}
