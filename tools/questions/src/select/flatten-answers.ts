import { tally } from '../facts/tally.js';
import { shuffled } from './random.js';

/**
 * Drops items of the most frequent answers at random until no answer has more than a share of what is left.
 *
 * @param share - above one over the number of different answers; otherwise nothing would be left.
 */
export function flattenAnswers<Item extends { readonly answer: string }>(
  items: readonly Item[],
  share: number,
  random: () => number,
): Item[] {
  const limit = largestCount([...tally(items.map(({ answer }) => answer)).values()], share);
  const kept = new Map<string, number>();
  const chosen = new Set(
    shuffled(items, random).filter(({ answer }) => {
      const count = kept.get(answer) ?? 0;
      kept.set(answer, count + 1);
      return count < limit;
    }),
  );
  return items.filter((item) => chosen.has(item));
}

/** The largest count that an answer may keep. */
function largestCount(counts: readonly number[], share: number): number {
  let limit = Math.max(0, ...counts);
  while (limit > 1 && limit > share * counts.reduce((sum, count) => sum + Math.min(count, limit), 0)) limit--;
  return limit;
}
