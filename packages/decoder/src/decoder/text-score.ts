import type { GenerateOptions } from '../generation/generate-options.js';

/** One token of a given text. */
export interface ScoredToken {
  readonly id: number;
  /** Natural logarithm of its probability after the tokens before it. */
  readonly logProbability: number;
}

/** How likely a model holds a given text. */
export interface TextScore {
  /** The text's tokens, the end token last where the text was taken as complete. */
  readonly tokens: readonly ScoredToken[];
  /** Sum over the tokens. */
  readonly logProbability: number;
}

/** How texts are scored. */
export interface ScoreOptions extends Pick<GenerateOptions, 'task' | 'prompt' | 'signal'> {
  /** Whether the end token is part of each text. `true` by default. */
  readonly complete?: boolean;
}
