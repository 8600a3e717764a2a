import type { ReadingAttention } from './answer.js';
import type { ReadPassage } from './read-passage.js';

/** One softmax over the words of all passages, weighted by the passages' priors, and "nowhere", whose score is 0. */
export function attentionOf(passages: readonly ReadPassage[]): ReadingAttention {
  const scores = passages.map(({ wordScores, prior }) => wordScores.map((score) => score + prior));
  const most = scores.reduce((top, words) => words.reduce((a, b) => Math.max(a, b), top), 0);
  const masses = scores.map((words) => words.map((score) => Math.exp(score - most)));
  const sums = masses.map((mass) => mass.reduce((sum, part) => sum + part, 0));
  const total = sums.reduce((sum, part) => sum + part, Math.exp(-most));
  return {
    nowhere: Math.exp(-most) / total,
    passages: passages.map(({ words }, index) => ({
      weight: (sums[index] as number) / total,
      words: words.map(({ start, end }, word) => ({ start, end, weight: (masses[index]?.[word] as number) / total })),
    })),
  };
}
