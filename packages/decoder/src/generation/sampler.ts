import type { RandomStream } from './random.js';
import { possibleTokens, topTokens } from './top-tokens.js';

/** How the distribution is bent before a token is drawn; applied in this order. */
export interface SamplingRule {
  /** Divides the log-probabilities: below 1 sharper, above 1 flatter. */
  readonly temperature: number;
  /** Only this many of the likeliest tokens stay; undefined keeps all. */
  readonly topK: number | undefined;
  /** Only the fewest likeliest tokens whose probabilities reach this sum stay; 1 keeps all. */
  readonly topP: number;
}

/**
 * Draws a token; -1 where all stand at -Infinity. One number of `random` is used a call.
 *
 * Top-p is the nucleus of {@link https://arxiv.org/abs/1904.09751 | Holtzman et al., 2019}: the token that crosses the
 * sum still belongs to it, so that at least one stays.
 */
export function sampleToken(logProbabilities: Float32Array, rule: SamplingRule, random: RandomStream): number {
  const chance = random.next();
  const { topK, temperature, topP } = rule;
  const possible = topK === undefined ? possibleTokens(logProbabilities) : topTokens(logProbabilities, topK);
  const weighed = weigh(possible, logProbabilities, temperature);
  const kept = topP < 1 ? nucleus(weighed, topP) : weighed;
  let left = chance * sumOf(kept);
  for (const { id, weight } of kept) {
    left -= weight;
    if (left < 0) return id;
  }
  return kept.at(-1)?.id ?? -1;
}

interface WeighedToken {
  readonly id: number;
  readonly weight: number;
}

function weigh(ids: readonly number[], logProbabilities: Float32Array, temperature: number): WeighedToken[] {
  let greatest = Number.NEGATIVE_INFINITY;
  for (const id of ids) greatest = Math.max(greatest, logProbabilities[id] as number);
  return ids.map((id) => ({ id, weight: Math.exp(((logProbabilities[id] as number) - greatest) / temperature) }));
}

/** The fewest tokens, greatest weight first, that make up the share `topP` of the whole weight. */
function nucleus(weighed: readonly WeighedToken[], topP: number): WeighedToken[] {
  const total = sumOf(weighed);
  // All tokens below this weight together miss the share that may be missing, so they need no sorting.
  const negligible = ((1 - topP) * total) / weighed.length;
  const sorted = weighed
    .filter(({ weight }) => weight >= negligible)
    .sort((a, b) => b.weight - a.weight || a.id - b.id);
  let sum = 0;
  let count = 0;
  while (count < sorted.length && sum < topP * total) sum += (sorted[count++] as WeighedToken).weight;
  return sorted.slice(0, Math.max(count, 1));
}

function sumOf(weighed: readonly WeighedToken[]): number {
  return weighed.reduce((sum, { weight }) => sum + weight, 0);
}
