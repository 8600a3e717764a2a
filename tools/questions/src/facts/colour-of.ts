import { colours, mayBeTheSameColour } from '../lexicon/colours.js';
import type { Mentions } from './mentions.js';
import { modifiersBefore } from './noun-phrase.js';
import { agreement } from './tally.js';

/** What captions say about the colour of a thing. */
export interface ColourFact {
  /** The colour that they agree on. */
  readonly colour: string;
  /** Every colour that any of them gives to it. */
  readonly mentioned: ReadonlySet<string>;
}

/**
 * The colour of the only thing of its name in a photo.
 *
 * @param words - the nouns that name it, in the singular (or plural words for one thing, such as "shorts").
 * @param atLeast - number of captions that must agree.
 */
export function colourOf(mentions: Mentions, words: ReadonlySet<string>, atLeast: number): ColourFact | undefined {
  if (!mentions.has(words)) return undefined;
  const phrases = mentions.captions.flatMap((caption) =>
    caption.flatMap((word, index) => (words.has(word) ? [modifiersBefore(caption, index)] : [])),
  );
  const given = phrases.map(coloursIn);
  // Two colours for one thing, or two things of the name in one caption, and the question has no single answer.
  if (given.some((found) => found.length > 1)) return undefined;
  if (mentions.captions.some((caption) => caption.filter((word) => words.has(word)).length > 1)) return undefined;
  const votes = given.flat();
  const colour = agreement(votes, atLeast, mayBeTheSameColour);
  return colour === undefined ? undefined : { colour, mentioned: new Set(votes) };
}

function coloursIn(modifiers: readonly string[]): string[] {
  return [...new Set(modifiers.flatMap((word) => word.split('-').flatMap((part) => colours.get(part) ?? [])))];
}
