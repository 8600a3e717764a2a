import { shuffle } from '../captions/shuffle.js';

/** So many items, in their order; always the same ones of the same number. All where there are no more. */
export function sample<Item>(items: readonly Item[], count: number): Item[] {
  if (count >= items.length) return [...items];
  const chosen = shuffle([...items.keys()]).slice(0, count);
  return chosen.sort((one, other) => one - other).map((index) => items[index] as Item);
}
