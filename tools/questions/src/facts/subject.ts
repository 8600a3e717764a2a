import { type AgentKind, type AgentNoun, agentKinds, agentNouns, groupNouns } from '../lexicon/agents.js';
import { numberWords } from '../lexicon/numbers.js';
import type { Mentions } from './mentions.js';
import { type Predicate, predicatesOf } from './predicates.js';

/** The only being, or the only group of beings, of its sort in a photo: "the dog", "the boys". */
export interface Subject {
  readonly kind: AgentKind;
  readonly plural: boolean;
  /** All nouns that speak of it in these captions. */
  readonly nouns: ReadonlySet<string>;
  /** What the captions say that it does; none for a caption that says nothing. */
  readonly predicates: readonly (readonly Predicate[])[];
}

const atLeast = 3;

/**
 * The human and the animal that the captions agree on: named by at least three captions, always in the same number, with
 * nouns that fit one another, and with no word for a further being of its sort. Where several people are in the photo, the
 * only man, woman, boy or girl among them.
 */
export function subjectsOf(mentions: Mentions): Subject[] {
  const person = onlySubject(mentions, true);
  const people = person === undefined ? sexes.flatMap((name) => onlyOfItsSort(mentions, name) ?? []) : [person];
  return [...people, ...[onlySubject(mentions, false)].filter((subject) => subject !== undefined)];
}

const sexes = ['man', 'woman', 'boy', 'girl'];

function onlySubject(mentions: Mentions, human: boolean): Subject | undefined {
  const found = mentions.captions.map((caption) => agentsOf(caption).filter(({ kind }) => kind.human === human));
  const named = found.filter((agents) => agents.length > 0);
  const all = named.flat();
  const plural = all[0]?.plural ?? false;
  if (named.length < atLeast || all.some((agent) => agent.plural !== plural)) return undefined;
  if (named.some((agents) => agents.filter(({ qualifies }) => !qualifies).length > 1)) return undefined;
  if (!plural && mentions.has(human ? groupNouns : several)) return undefined;
  if (!plural && mentions.captions.some((caption) => countsMany(caption, human))) return undefined;
  const kind = sharedKind(all.map((agent) => agent.kind));
  return kind && createSubject(mentions, kind, all);
}

/** The only one of a kind, next to people of other kinds. */
function onlyOfItsSort(mentions: Mentions, name: string): Subject | undefined {
  const found = mentions.captions.map((caption) => agentsOf(caption).filter(({ kind }) => kind.name === name));
  const all = found.flat();
  const [first] = all;
  if (first === undefined || found.filter((agents) => agents.length === 1).length < atLeast) return undefined;
  if (all.some(({ plural }) => plural) || found.some((agents) => agents.length > 1)) return undefined;
  if (mentions.has(several)) return undefined;
  return createSubject(mentions, first.kind, all);
}

function createSubject(
  { captions }: Mentions,
  kind: AgentKind,
  all: readonly { readonly noun: string; readonly plural: boolean }[],
): Subject {
  const nouns = new Set(all.map(({ noun }) => noun));
  const predicates = captions.map((caption) => predicatesOf(caption, nouns));
  return { kind, plural: all[0]?.plural ?? false, nouns, predicates };
}

/** The nouns for beings in a caption; one that only qualifies the next, as in "female surfer", is marked. */
function agentsOf(caption: readonly string[]): ({ readonly noun: string; readonly qualifies: boolean } & AgentNoun)[] {
  return caption.flatMap((noun, index) => {
    const agent = agentNouns.get(noun);
    if (agent === undefined) return [];
    const next = agentNouns.get(caption[index + 1] ?? '');
    const qualifies = next !== undefined && next.kind.human === agent.kind.human;
    return [{ ...agent, noun, qualifies, plural: qualifies ? next.plural : agent.plural }];
  });
}

/** Words that say that an animal is not alone. */
const several = new Set([
  'another',
  'other',
  'others',
  'each',
  'both',
  'pack',
  'herd',
  'flock',
  'pair',
  'animals',
  'them',
]);

/** "Two walk", "three of …": a number that no noun for a thing follows. */
function countsMany(caption: readonly string[], human: boolean): boolean {
  return human && caption.some((word, index) => (numberWords.get(word) ?? 0) > 1 && index === 0);
}

/** The most specific kind, if all others may speak of the same being. */
function sharedKind(kinds: readonly AgentKind[]): AgentKind | undefined {
  const different = [...new Set(kinds)];
  const specific = different.filter((kind) =>
    different.every((other) => other === kind || kind.also.includes(other.name)),
  );
  const kind = specific[0];
  if (kind === undefined || kind.name === 'animal') return undefined;
  // One caption alone that says "girl" where four say "child" is not enough.
  const votes = kinds.filter((other) => other === kind).length;
  if (votes > 1) return kind;
  const [next] = agentKinds.filter(
    ({ name }) => kind.also.includes(name) && different.some((other) => other.name === name),
  );
  return next && sharedKind(kinds.filter((other) => other !== kind));
}
