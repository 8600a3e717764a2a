/** How much work was done; each number only grows. */
export interface VqaStatistics {
  /** Photos that ran through the image encoder. */
  readonly photosEncoded: number;
  /** Photos whose keys and values were computed, once for every layer of the decoder. */
  readonly photosProjected: number;
  /** Questions that ran through the text encoder, and whose keys and values were computed. */
  readonly questionsEncoded: number;
}
