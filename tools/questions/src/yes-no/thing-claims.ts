import type { Mentions } from '../facts/mentions.js';
import { things } from '../lexicon/things.js';
import type { Claim } from './claim.js';

/** Whether things are in the photo: yes where two captions say so, no where none says anything near it. */
export function thingClaims(mentions: Mentions): Claim[] {
  return things.flatMap(({ name, words, near }): Claim[] => {
    const holds = mentions.count(words) >= 2;
    if (!holds && (mentions.has(words) || mentions.has(near))) return [];
    const wordings = [
      `is there ${name} in the photo?`,
      `is there ${name}?`,
      `is there ${name} in the picture?`,
      `can you see ${name}?`,
      `do you see ${name} in the photo?`,
      `does the photo show ${name}?`,
    ];
    return [{ key: `thing ${name}`, wordings, holds }];
  });
}
