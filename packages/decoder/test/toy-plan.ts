import type { GenerationPlan } from '../src/generation/generation-plan.js';

/** A greedy plan for toy models, whose end token is 0. */
export function toyPlan(changes: Partial<GenerationPlan> = {}): GenerationPlan {
  return {
    beams: 1,
    candidates: 1,
    lengthPenalty: 1,
    sampling: undefined,
    noRepeatNgram: 0,
    minTokens: 0,
    maxTokens: 5,
    banned: [],
    end: 0,
    attention: false,
    signal: undefined,
    ...changes,
  };
}
