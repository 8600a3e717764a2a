import { mayBeTheSamePlace, placeNouns } from '../lexicon/places.js';
import type { Mentions } from './mentions.js';
import { isBetween } from './noun-phrase.js';
import { agreement } from './tally.js';

const prepositions = new Set(['in', 'on', 'at', 'through', 'across', 'along', 'down', 'inside', 'onto', 'into', 'up']);

/** The place that the captions agree on, if there is one. */
export function placeOf(mentions: Mentions, atLeast = 2): string | undefined {
  const votes = mentions.captions.flatMap((caption) => placesIn(caption).slice(0, 1));
  return agreement(votes, atLeast, mayBeTheSamePlace);
}

/** The places of a caption in their order, each the noun of a phrase with a preposition. */
function placesIn(caption: readonly string[]): string[] {
  return caption.flatMap((word, index) => (prepositions.has(word) ? (placeAfter(caption, index + 1) ?? []) : []));
}

/** The place that stands at an index, after its determiner and adjectives. */
export function placeAfter(caption: readonly string[], start: number): string | undefined {
  let index = start;
  while (isBetween(caption[index] ?? '') && !isPlace(caption, index)) index++;
  return isPlace(caption, index) ? caption[index] : undefined;
}

function isPlace(caption: readonly string[], index: number): boolean {
  // In "grass field" and "pool table" the second noun is the place, or what stands there.
  return (
    placeNouns.has(caption[index] ?? '') &&
    !followers.has(caption[index + 1] ?? '') &&
    !placeNouns.has(caption[index + 1] ?? '')
  );
}

const followers = new Set([
  'table',
  'ball',
  'chair',
  'side',
  'top',
  'wall',
  'covered',
  'sign',
  'bank',
  'gear',
  'area',
  'corner',
  'lined',
  'lot',
  'car',
  'path',
  'toy',
  'slide',
  'face',
  'suit',
  'pole',
  'board',
  'boarder',
]);
