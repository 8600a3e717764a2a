import { shuffle } from '../../captions/shuffle.js';

/** Two halves of some passages' questions: what is chosen on one is measured on the other. */
export interface Halves<Item> {
  readonly chosenOn: readonly Item[];
  readonly measuredOn: readonly Item[];
}

/** Divides passages in two, always in the same way for the same passages, and what belongs to them accordingly. */
export function divider<Item>(passages: Iterable<string>, passageOf: (item: Item) => string) {
  const sorted = shuffle([...new Set(passages)].sort());
  const first = new Set(sorted.slice(0, Math.ceil(sorted.length / 2)));
  return (items: readonly Item[]): Halves<Item> => ({
    chosenOn: items.filter((item) => first.has(passageOf(item))),
    measuredOn: items.filter((item) => !first.has(passageOf(item))),
  });
}
