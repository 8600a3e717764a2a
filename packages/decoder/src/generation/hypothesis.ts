import type { FinishReason, GeneratedToken, Generation } from './generation.js';
import { lengthNormalisedScore } from './length-penalty.js';

/** A text under way. */
export interface Hypothesis {
  readonly tokens: readonly GeneratedToken[];
  readonly logProbability: number;
}

export const emptyHypothesis: Hypothesis = { tokens: [], logProbability: 0 };

export function extend(hypothesis: Hypothesis, token: GeneratedToken, logProbability: number): Hypothesis {
  return { tokens: [...hypothesis.tokens, token], logProbability: hypothesis.logProbability + logProbability };
}

/** The text that ends here; `endLogProbability` is that of the end token where one was written. */
export function finish(
  hypothesis: Hypothesis,
  finishReason: FinishReason,
  lengthPenalty: number,
  endLogProbability = 0,
): Generation {
  const logProbability = hypothesis.logProbability + endLogProbability;
  const length = hypothesis.tokens.length + (finishReason === 'end' ? 1 : 0);
  return {
    tokens: hypothesis.tokens,
    finishReason,
    logProbability,
    score: lengthNormalisedScore(logProbability, length, lengthPenalty),
  };
}
