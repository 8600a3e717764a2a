import type { SamplingRule } from './sampler.js';
import type { TokenBans } from './token-bans.js';

/** A draw at random instead of the likeliest token. */
export interface SamplingPlan extends SamplingRule {
  readonly seed: number;
}

/** Generation options with every default filled in and checked. */
export interface GenerationPlan extends TokenBans {
  /** 1 without a search. */
  readonly beams: number;
  /** Texts that are wanted of each memory. */
  readonly candidates: number;
  readonly lengthPenalty: number;
  readonly sampling: SamplingPlan | undefined;
  readonly maxTokens: number;
  readonly attention: boolean;
  readonly signal: AbortSignal | undefined;
}

/** What is generated: the prompt of each memory, and how to go on from it. */
export interface GenerationRequest {
  readonly prompts: readonly (readonly number[])[];
  readonly plan: GenerationPlan;
}
