import { objectNouns } from '../lexicon/objects.js';
import { isBetween } from './noun-phrase.js';

const stops = new Set(
  `in on with at and while through as for to by near from is are next into over up down around that during behind off , who
  which but after before under`.split(/\s+/),
);
const reach = 5;

/** The thing that the words after a verb speak of: "the red ball in …" gives "ball". */
export function objectAfter(rest: readonly string[]): string | undefined {
  let found: string | undefined;
  for (const [index, word] of rest.slice(0, reach).entries()) {
    if (stops.has(word)) break;
    if (objectNouns.has(word)) found = word;
    // A word that is neither a known thing nor part of its phrase: of "rock face" or "dog toy" the last noun is meant.
    else if (found !== undefined) return followers.has(word) ? undefined : found;
    else if (!isBetween(word) && index > 2) return undefined;
  }
  return found;
}

const followers = new Set([
  'face',
  'of',
  'game',
  'side',
  'gear',
  'team',
  'player',
  'course',
  'track',
  'rink',
  'wall',
  'area',
  'set',
  'shop',
  'store',
  "'s",
]);
