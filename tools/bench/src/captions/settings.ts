/** What `bench captions` measures with. */
export interface CaptionBenchSettings {
  /** Photos that are captioned one by one and in batches. */
  readonly photos: readonly string[];
  /** `embedded`, or a folder. */
  readonly model: string;
  /** How often each process is started. */
  readonly starts: number;
}

/** Exactly twelve tokens, greedy: the same work for every photo. */
export const twelveTokens = { beams: 1, minTokens: 12, maxTokens: 12 } as const;

/** Photos in a batch. */
export const batchSize = 16;
