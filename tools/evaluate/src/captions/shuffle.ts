import { mulberry32 } from '../statistics/mulberry32.js';

/**
 * Gives every item another's place, always in the same way for the same number of items; one item stays.
 *
 * Sattolo's algorithm, which makes one cycle of all items.
 */
export function shuffle<Item>(items: readonly Item[]): Item[] {
  const shuffled = [...items];
  const random = mulberry32(items.length);
  for (let index = shuffled.length - 1; index > 0; index--) {
    const other = Math.floor(random() * index);
    [shuffled[index], shuffled[other]] = [shuffled[other] as Item, shuffled[index] as Item];
  }
  return shuffled;
}
