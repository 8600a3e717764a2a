/** What a decoder brings to the options of a generation. */
export interface GenerationDefaults {
  readonly vocabularySize: number;
  /** Positions of the decoder: the most tokens that prompt and text have together, the last written one not counted. */
  readonly maxLength: number;
  readonly endToken: number;
  /** Never written: padding, unknown, prompt tokens. */
  readonly bannedTokens: readonly number[];
  readonly prompt: readonly number[] | undefined;
  readonly beams: number;
  readonly lengthPenalty: number;
  readonly noRepeatNgram: number;
  /** Undefined: as many as the positions allow. */
  readonly maxTokens: number | undefined;
}
