import { colourOf } from '../facts/colour-of.js';
import type { Mentions } from '../facts/mentions.js';
import type { Subject } from '../facts/subject.js';
import { type ColouredThing, colouredThings } from '../lexicon/coloured-things.js';
import { colours, mayBeTheSameColour } from '../lexicon/colours.js';
import type { Claim } from './claim.js';
import { nameOf } from './name-of.js';

const asked = ['black', 'white', 'brown', 'red', 'blue', 'green', 'yellow', 'orange', 'pink', 'purple'];

/** Whether things have a colour: no where the captions agree on one that nobody takes for it. */
export function colourClaims(mentions: Mentions, subjects: readonly Subject[]): Claim[] {
  return colouredThings.flatMap((thing) => {
    if (mentions.has(thing.several)) return [];
    const fact = colourOf(mentions, thing.words, 2);
    if (fact === undefined) return [];
    return asked.flatMap((colour): Claim[] => {
      const holds = fact.colour === colour;
      if (!holds && !isSurelyNot(mentions, fact.mentioned, colour)) return [];
      return [
        { key: `colour ${thing.name} ${colour}`, wordings: wordingsOf(thing, colour), holds },
        ...wornClaims(thing, colour, subjects, holds),
      ];
    });
  });
}

function isSurelyNot(mentions: Mentions, mentioned: ReadonlySet<string>, colour: string): boolean {
  if ([...mentioned].some((other) => mayBeTheSameColour(colour, other))) return false;
  // A second thing of the name in that colour would have its colour named somewhere.
  return !mentions.has(new Set([...colours].filter(([, name]) => name === colour).map(([word]) => word)));
}

function wordingsOf({ name, plural }: ColouredThing, colour: string): string[] {
  return [plural ? `are the ${name} ${colour}?` : `is the ${name} ${colour}?`];
}

function wornClaims(
  { name, worn, plural }: ColouredThing,
  colour: string,
  subjects: readonly Subject[],
  holds: boolean,
): Claim[] {
  const subject = subjects.find(({ kind, plural: many }) => kind.human && !many);
  if (!worn || plural || subject === undefined) return [];
  const article = /^[aeiou]/.test(colour) ? 'an' : 'a';
  const person = nameOf(subject);
  return [
    {
      key: `worn ${person} ${name} ${colour}`,
      wordings: [`is the ${person} wearing ${article} ${colour} ${name}?`],
      holds,
    },
  ];
}
