import type { GenerationPlan } from '../src/generation/generation-plan.js';
import { lengthNormalisedScore } from '../src/generation/length-penalty.js';
import { tokensRepeatingNgram } from '../src/generation/repeated-ngrams.js';
import type { ToyModel } from './toy-stepper.js';

export interface FoundText {
  readonly ids: readonly number[];
  readonly score: number;
}

/** Every text that the plan allows, best first: what a beam search wide enough must find. */
export function exhaustiveSearch(
  model: ToyModel,
  vocabularySize: number,
  source: number,
  prompt: readonly number[],
  plan: GenerationPlan,
): FoundText[] {
  const found: FoundText[] = [];
  const visit = (ids: readonly number[], total: number): void => {
    const chances = model(source, [...prompt, ...ids]).map((chance) => Math.fround(Math.log(chance)));
    const banned = new Set([...plan.banned, ...tokensRepeatingNgram(ids, plan.noRepeatNgram)]);
    if (ids.length < plan.minTokens) banned.add(plan.end);
    const length = ids.length + 1;
    for (let id = 0; id < vocabularySize; id++) {
      const sum = total + (chances[id] as number);
      if (banned.has(id)) continue;
      const score = lengthNormalisedScore(sum, length, plan.lengthPenalty);
      if (id === plan.end) found.push({ ids, score });
      else if (length === plan.maxTokens) found.push({ ids: [...ids, id], score });
      else visit([...ids, id], sum);
    }
  };
  visit([], 0);
  return found.sort((a, b) => b.score - a.score);
}
