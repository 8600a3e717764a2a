/** What a decoder brings to the options of a generation in one of its tasks. */
export interface TaskDefaults {
  readonly prompt: readonly number[];
  readonly beams: number;
  readonly lengthPenalty: number;
  readonly noRepeatNgram: number;
  readonly maxTokens: number;
}

/** What a decoder brings to the options of a generation. */
export interface GenerationDefaults {
  readonly vocabularySize: number;
  /** Positions of the decoder: the most tokens that prompt and text have together, the last written one not counted. */
  readonly maxLength: number;
  readonly endToken: number;
  /** Never written: padding, unknown, prompt tokens. */
  readonly bannedTokens: readonly number[];
  /** By name; at least one. */
  readonly tasks: Readonly<Record<string, TaskDefaults>>;
}
