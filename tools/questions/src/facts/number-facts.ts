import { countedKinds } from '../lexicon/counted-kinds.js';
import { countOf } from './count-of.js';
import type { Mentions } from './mentions.js';
import { peopleCount } from './people-count.js';

/** How many of a kind the captions agree on. */
export interface NumberFact {
  /** The kind in the plural, as a question names it. */
  readonly name: string;
  readonly count: number;
}

/** The numbers that the captions agree on. */
export function numberFacts(mentions: Mentions): NumberFact[] {
  const people = peopleCount(mentions);
  return [
    ...(people === undefined ? [] : [{ name: 'people', count: people }]),
    ...countedKinds.flatMap((kind) => {
      if (mentions.has(kind.near)) return [];
      const count = countOf(mentions, kind);
      return count === undefined ? [] : [{ name: kind.name, count }];
    }),
  ];
}
