import type { Mentions } from '../facts/mentions.js';
import { things } from '../lexicon/things.js';
import type { Claim } from './claim.js';

const asked = things.map(({ name, words, near }) => ({
  key: `thing ${name}`,
  words,
  near,
  wordings: [
    `is there ${name} in the photo?`,
    `is there ${name}?`,
    `is there ${name} in the picture?`,
    `can you see ${name}?`,
    `do you see ${name} in the photo?`,
    `does the photo show ${name}?`,
  ],
}));

/** Whether things are in the photo: yes where two captions say so, no where none says anything near it. */
export function thingClaims(mentions: Mentions): Claim[] {
  return asked.flatMap(({ key, words, near, wordings }): Claim[] => {
    const mentioned = mentions.has(words);
    const holds = mentioned && mentions.count(words) >= 2;
    if (!holds && (mentioned || mentions.has(near))) return [];
    return [{ key, wordings, holds }];
  });
}
