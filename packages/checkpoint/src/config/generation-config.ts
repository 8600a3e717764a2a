import type { Fields } from './fields.js';

/** How a model is best asked to write, where its caller does not say otherwise. */
export interface GenerationConfig {
  /** 1 = greedy. */
  readonly beams: number;
  /** Exponent of the length that a beam's score is divided by. */
  readonly lengthPenalty: number;
  readonly maxTokens: number;
  /** No sequence of that many tokens is written twice; 0 = any may be. */
  readonly noRepeatNgram: number;
}

/** Reads the `generation` part of a configuration. */
export function parseGenerationConfig(generation: Fields, longest: number): GenerationConfig {
  return {
    beams: generation.count('beams'),
    lengthPenalty: generation.number('length_penalty'),
    maxTokens: generation.count('max_tokens', { maximum: longest }),
    noRepeatNgram: generation.count('no_repeat_ngram', { minimum: 0 }),
  };
}
