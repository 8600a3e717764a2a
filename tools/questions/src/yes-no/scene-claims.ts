import type { Mentions } from '../facts/mentions.js';
import { indoorWords, outdoorWords, perhapsIndoorWords, perhapsOutdoorWords } from '../lexicon/places.js';
import type { Claim } from './claim.js';

/** Whether the photo was taken under the open sky or under a roof. */
export function sceneClaims(mentions: Mentions): Claim[] {
  const outdoors = mentions.count(outdoorWords) >= 3 && !mentions.has(indoorWords);
  const indoors =
    mentions.count(indoorWords) >= 2 && mentions.count(perhapsIndoorWords) >= 3 && !mentions.has(perhapsOutdoorWords);
  if (!outdoors && !indoors) return [];
  return [
    {
      key: 'scene outdoors',
      wordings: [
        'is this outdoors?',
        'is the photo taken outside?',
        'was this photo taken outdoors?',
        'is it outside?',
      ],
      holds: outdoors,
    },
    {
      key: 'scene indoors',
      wordings: [
        'is this indoors?',
        'is the photo taken inside?',
        'was this photo taken indoors?',
        'is this inside a building?',
      ],
      holds: indoors,
    },
  ];
}
