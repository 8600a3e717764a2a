import type { Mentions } from '../facts/mentions.js';
import { femaleWords, humanWords, maleWords, youngWords } from '../lexicon/agents.js';
import { nounSet, unionOf, wordSet } from '../lexicon/word-set.js';
import type { Claim } from './claim.js';

const grownWords = nounSet('man woman lady guy gentleman adult businessman bride groom');
const womenWords = nounSet('woman lady bride');
const manWords = nounSet('man guy gentleman');
const girlWords = nounSet('girl');
const boyWords = nounSet('boy');
const childWords = nounSet('child kid toddler boy girl baby infant');
const young = wordSet('young teen teenager teenage youth little small younger');

interface PersonQuestion {
  readonly name: string;
  readonly words: ReadonlySet<string>;
  /** Words of people who are certainly not meant. */
  readonly others: ReadonlySet<string>;
  /** Words with which somebody of the meant ones may be there. */
  readonly near: ReadonlySet<string>;
}

const bodies = wordSet('hand hands arm arms leg legs feet owner human humans rider driver people-watching his her');

// For "a man": in a photo of one woman nobody else is; where only "a person" or "players" are, nobody knows.
const asked: readonly PersonQuestion[] = [
  { name: 'a woman', words: womenWords, others: maleWords, near: femaleWords },
  { name: 'a man', words: manWords, others: femaleWords, near: maleWords },
  {
    name: 'a girl',
    words: girlWords,
    others: unionOf(boyWords, manWords),
    near: unionOf(femaleWords, youngWordsOf('boy')),
  },
  {
    name: 'a boy',
    words: boyWords,
    others: unionOf(girlWords, womenWords),
    near: unionOf(maleWords, youngWordsOf('girl')),
  },
  { name: 'a child', words: childWords, others: grownWords, near: unionOf(youngWords, young) },
];

function youngWordsOf(other: string): ReadonlySet<string> {
  return new Set([...youngWords].filter((word) => !word.startsWith(other)));
}

/** Whether a person is in the photo, and of which sort. */
export function personClaims(mentions: Mentions): Claim[] {
  return [personClaim(mentions), ...asked.map((question) => sortClaim(mentions, question))].filter(
    (claim) => claim !== undefined,
  );
}

function personClaim(mentions: Mentions): Claim | undefined {
  const holds = mentions.count(humanWords) >= 3;
  if (!holds && (mentions.has(humanWords) || mentions.has(bodies))) return undefined;
  const wordings = [
    'is there a person in the photo?',
    'is there anybody in the photo?',
    'can you see a person?',
    'are there any people?',
    'is anyone in the picture?',
  ];
  return { key: 'person', wordings, holds };
}

function sortClaim(mentions: Mentions, { name, words, others, near }: PersonQuestion): Claim | undefined {
  const holds = mentions.count(words) >= 3;
  if (!holds && !surelyNot(mentions, words, others, near)) return undefined;
  const wordings = [
    `is there ${name} in the photo?`,
    `is there ${name}?`,
    `can you see ${name}?`,
    `is there ${name} in the picture?`,
  ];
  return { key: `person ${name}`, wordings, holds };
}

function surelyNot(
  mentions: Mentions,
  words: ReadonlySet<string>,
  others: ReadonlySet<string>,
  near: ReadonlySet<string>,
) {
  if (mentions.has(words) || mentions.has(near)) return false;
  const known = mentions.captions.flat().filter((word) => humanWords.has(word));
  if (known.length === 0) return !mentions.has(bodies);
  // Somebody must be named as one of the others, in at least three captions, and no caption may speak of anybody else.
  return mentions.count(others) >= 3 && known.every((word) => others.has(word)) && !mentions.has(crowds);
}

const crowds = wordSet(
  'people group crowd couple family others another someone friends they their them audience team two three four',
);
