/** Draw tokens at random from the model's distribution, bent by these in the order temperature, top-k, top-p. */
export interface SamplingOptions {
  /** Above 0; below 1 sharper, above 1 flatter. 1 by default. */
  readonly temperature?: number;
  /** Only this many of the likeliest tokens; a whole number from 1. All by default. */
  readonly topK?: number;
  /** Only the fewest likeliest tokens whose probabilities reach this sum; above 0, at most 1 (all, the default). */
  readonly topP?: number;
  /**
   * Whole number from 0 to 2^53 - 1: the same seed gives the same text, whatever else is in the batch; equal memories
   * in one batch therefore get equal texts. Drawn anew by default.
   */
  readonly seed?: number;
}

/** How texts are written. What is left out comes from the checkpoint's defaults for the task. */
export interface GenerateOptions {
  /**
   * Which of the checkpoint's tasks: it decides the prompt and the other defaults. May be left out where the checkpoint
   * has a single one.
   */
  readonly task?: string;
  /**
   * Token ids that the texts continue: one prompt for all memories, or one for each, of any lengths. The prompt of
   * the task by default.
   */
  readonly prompt?: readonly number[] | readonly (readonly number[])[];
  /** Texts kept under way in the search; 1 is greedy. With `sampling` it can only be 1. */
  readonly beams?: number;
  /** Power of the length that a text's log-probability is divided by for its score; 0 favours short texts. */
  readonly lengthPenalty?: number;
  /** Texts wanted of each memory, best first: at most `beams`, or as many independent draws with `sampling`. 1 by default. */
  readonly candidates?: number;
  readonly sampling?: SamplingOptions;
  /** No run of this many tokens comes twice in a text (the prompt not counted); 0 allows it. */
  readonly noRepeatNgram?: number;
  /** A text cannot end before it has this many tokens. 0 by default. */
  readonly minTokens?: number;
  /** A text stops at this many tokens, the end token counted. At most what the decoder's positions leave after the prompt. */
  readonly maxTokens?: number;
  /** Token ids never written, besides those that the decoder bans itself (padding, unknown, prompt tokens). */
  readonly bannedTokens?: readonly number[];
  /** Whether each token brings its attention map. `false` by default. */
  readonly attention?: boolean;
  /** Stops within one token; the call then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Options of a stream: those of `generate`, without a search and its candidates, whose texts are only known at the end. */
export type StreamOptions = Omit<GenerateOptions, 'beams' | 'candidates'>;
