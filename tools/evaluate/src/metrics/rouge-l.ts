import { longestCommonSubsequence } from './longest-common-subsequence.js';
import type { ScoredCaption } from './scored-caption.js';

const beta = 1.2;

/**
 * ROUGE-L of one caption: an F-measure, with recall weighted by 1.2, of the longest common subsequence; the best
 * precision and the best recall over the references are taken each by itself.
 *
 * Lin, "ROUGE: A Package for Automatic Evaluation of Summaries" (2004), as in coco-caption.
 */
export function rougeL({ candidate, references }: ScoredCaption): number {
  const shares = references.map((reference) => {
    const common = longestCommonSubsequence(candidate, reference);
    return { precision: share(common, candidate.length), recall: share(common, reference.length) };
  });
  const precision = Math.max(...shares.map((item) => item.precision));
  const recall = Math.max(...shares.map((item) => item.recall));
  if (precision === 0 || recall === 0) return 0;
  return ((1 + beta ** 2) * precision * recall) / (recall + beta ** 2 * precision);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
