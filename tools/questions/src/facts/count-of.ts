import { numberWords } from '../lexicon/numbers.js';
import type { Mentions } from './mentions.js';
import { modifiersBefore } from './noun-phrase.js';

/** Nouns of one kind in the singular and the plural. */
export interface CountedNouns {
  readonly singular: ReadonlySet<string>;
  readonly plural: ReadonlySet<string>;
}

const more = new Set([
  'another',
  'other',
  'others',
  'each',
  'several',
  'group',
  'many',
  'pack',
  'herd',
  'flock',
  'crowd',
  'pair',
  'both',
  'couple',
  'bunch',
  'team',
  'lot',
  'row',
]);

/**
 * How many of a kind there are: two captions give the same number and none another, or four speak of one and nothing hints
 * at a second.
 */
export function countOf(mentions: Mentions, { singular, plural }: CountedNouns): number | undefined {
  if (!mentions.has(singular) && !mentions.has(plural)) return undefined;
  const counts: number[] = [];
  let ones = 0;
  let unclear = false;
  for (const caption of mentions.captions) {
    const alone = caption.flatMap((word, index) => (singular.has(word) ? [index] : []));
    const many = caption.flatMap((word, index) => (plural.has(word) ? [index] : []));
    if (many.length > 1 || (many.length === 1 && alone.length > 0) || alone.length > 1) unclear = true;
    const [index] = many;
    if (index !== undefined) {
      const modifiers = modifiersBefore(caption, index);
      const value = modifiers.map((word) => numberWords.get(word)).find((number) => number !== undefined);
      if (value !== undefined) counts.push(value);
    } else if (alone.length === 1) ones++;
  }
  const [count] = counts;
  if (unclear || counts.some((other) => other !== count)) return undefined;
  if (count !== undefined) return counts.length >= 2 && ones === 0 ? count : undefined;
  const hinted = mentions.has(more) || mentions.has(plural);
  return ones >= 4 && !hinted ? 1 : undefined;
}
