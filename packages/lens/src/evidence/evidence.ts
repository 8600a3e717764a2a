import type { Slot } from '@crossattn/core';

/** A word of a text that a decoder wrote, and what the decoder looked at when it chose it. */
export interface EvidenceWord {
  readonly text: string;
  /** UTF-16 offsets `[start, end)` in the written text. */
  readonly start: number;
  readonly end: number;
  /** Whether the word means something by itself, as opposed to "a", "of" or "is". */
  readonly content: boolean;
  /** Probability that the model gave the word; absent where its tokens came without. */
  readonly probability?: number;
  /** One a slot, at least 0, adding up to 1; all zeros where nothing could be attended. */
  readonly weights: Float64Array<ArrayBuffer>;
}

/** A written text with the evidence of its words. */
export interface Evidence {
  readonly text: string;
  readonly words: readonly EvidenceWord[];
  /** What each weight belongs to: boxes of photos, spans of texts. */
  readonly slots: readonly Slot[];
}
