import type { CountedNouns } from '../facts/count-of.js';
import { agentKinds } from './agents.js';
import { pluralOf, wordSet } from './word-set.js';

/** A kind that can be counted. */
export interface CountedKind extends CountedNouns {
  readonly plural: ReadonlySet<string>;
  /** The plural that a question uses. */
  readonly name: string;
  /** Words with which there may be more of them than the nouns say. */
  readonly near: ReadonlySet<string>;
}

function counted(name: string, nouns: readonly string[], near = ''): CountedKind {
  return { name, singular: new Set(nouns), plural: new Set(nouns.map(pluralOf)), near: wordSet(near) };
}

const animals = agentKinds
  .filter(({ human, name }) => !human && name !== 'animal')
  .map(({ name, nouns }) => counted(pluralOf(name), nouns, 'animals animal'));

const others = `boat bike bicycle horse skateboard surfboard kite umbrella balloon car bus truck train airplane motorcycle bench
  chair couch bed tent canoe kayak pizza cake hotdog sandwich toilet sink clock laptop monitor computer teddybear banana apple orange`;

const men = ['man', 'guy', 'gentleman'];
const women = ['woman', 'lady'];
const unknown =
  'people person players player adults group crowd couple team family friends audience performers musicians someone';

/** The kinds that are counted. */
export const countedKinds: readonly CountedKind[] = [
  ...animals,
  ...[...wordSet(others)].map((noun) =>
    counted(noun === 'teddybear' ? 'teddy bears' : noun === 'hotdog' ? 'hot dogs' : pluralOf(noun), [noun]),
  ),
  counted('men', men, `${unknown} boy boys male males`),
  counted('women', women, `${unknown} girl girls female females`),
  counted('boys', ['boy'], `${unknown} child children kid kids toddler young man men baby`),
  counted('girls', ['girl'], `${unknown} child children kid kids toddler young woman women lady ladies baby`),
  counted('children', ['child', 'kid', 'toddler'], `${unknown} boy girl boys girls baby young`),
];
