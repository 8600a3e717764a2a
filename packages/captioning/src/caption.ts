import type { Slot } from '@crossattn/core';
import type { FinishReason } from '@crossattn/decoder';
import type { TextToken } from '@crossattn/task';

/** One token of a caption: all texts together are the caption; the slots of its attention are those of the {@link Caption}. */
export interface CaptionToken extends TextToken {}

/** A text about a photo, and how sure the model was of it. */
export interface CaptionText {
  /** The sentence: lower case, without a full stop. */
  readonly caption: string;
  readonly tokens: readonly CaptionToken[];
  /** What candidates are ordered by: the text's log-probability divided by a power of its length. */
  readonly score: number;
  /** Natural logarithm of the text's probability. */
  readonly logProbability: number;
  /** `end`: the model ended the sentence; `length`: the greatest number of tokens was reached first. */
  readonly finishReason: FinishReason;
}

/** The caption of a photo. */
export interface Caption extends CaptionText {
  /** The best texts, best first, as many as the `candidates` option asked for (fewer where the search met fewer); the first is the caption. */
  readonly candidates: readonly CaptionText[];
  /** What each position of the memory stands for: boxes in the original photo. */
  readonly slots: readonly Slot[];
  /** What this photo cost; the cost of a batch is shared out evenly among its photos. */
  readonly milliseconds: CaptionMilliseconds;
}

export interface CaptionMilliseconds {
  /** Reading the photo and encoding it; next to nothing where a memory was given. */
  readonly encode: number;
  /** Writing the caption. */
  readonly decode: number;
}
