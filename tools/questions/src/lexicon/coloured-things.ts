import { agentKinds } from './agents.js';
import { nounSet, wordSet } from './word-set.js';

/** A thing whose colour can be asked. */
export interface ColouredThing {
  /** "the shirt": as a question names it. */
  readonly name: string;
  /** Nouns that name one of it. */
  readonly words: ReadonlySet<string>;
  /** Nouns that name several: then nobody knows which is meant. */
  readonly several: ReadonlySet<string>;
  readonly plural: boolean;
  /** Whether somebody wears it. */
  readonly worn: boolean;
}

function single(names: string, worn: boolean): ColouredThing[] {
  return [...wordSet(names)].map((name) => {
    const words = name === 'shirt' ? wordSet('shirt t-shirt') : wordSet(name);
    const several = new Set([...nounSet(...words)].filter((word) => !words.has(word)));
    return { name, words, several, plural: false, worn };
  });
}

function pair(names: string): ColouredThing[] {
  return [...wordSet(names)].map((name) => ({
    name,
    words: wordSet(name),
    several: new Set(),
    plural: true,
    worn: true,
  }));
}

const animals = agentKinds
  .filter(({ human, name }) => !human && name !== 'animal' && name !== 'zebra' && name !== 'giraffe')
  .map(({ name, nouns }): ColouredThing => {
    const words = new Set(nouns);
    const several = new Set([...nounSet(...nouns)].filter((word) => !words.has(word)));
    return { name, words, several, plural: false, worn: false };
  });

/** The things whose colours are asked. */
export const colouredThings: readonly ColouredThing[] = [
  ...animals,
  ...single(
    `shirt jacket hat dress coat sweater cap helmet jersey uniform vest sweatshirt hoodie scarf swimsuit bikini skirt suit top
    tie outfit costume wetsuit backpack bandanna headband collar wig apron`,
    true,
  ),
  ...pair('shorts pants jeans trunks overalls goggles boots shoes gloves'),
  ...single(
    `car truck bus train boat kayak canoe raft bike bicycle motorcycle skateboard surfboard snowboard sled kite umbrella ball
    frisbee toy balloon tent slide couch chair bench bed wall fence house door tub bucket stroller van airplane bird-house
    blanket towel flag rope tube tunnel hydrant plate vase bowl cup guitar leash hula-hoop`,
    false,
  ),
];
