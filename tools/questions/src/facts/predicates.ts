import { agentNouns } from '../lexicon/agents.js';
import { verbForms } from '../lexicon/verbs.js';

/** What a caption says that a being does. */
export interface Predicate {
  /** The verb in -ing. */
  readonly verb: string;
  /** The words that follow the verb. */
  readonly rest: readonly string[];
}

const openers = new Set(['in', 'with', 'on', 'at', 'of', 'dressed', 'wearing', 'from', 'near', 'by', ',', 'and']);
const auxiliaries = new Set([
  'is',
  'are',
  'be',
  'being',
  'was',
  'were',
  'that',
  'who',
  'which',
  'has',
  'just',
  'also',
  'alone',
]);
const reach = 9;

/** The predicates of the being that the nouns speak of: usually one, more where verbs are joined by "and". */
export function predicatesOf(caption: readonly string[], nouns: ReadonlySet<string>): Predicate[] {
  const named = caption.findIndex((word) => nouns.has(word));
  if (named < 0) return [];
  let start = named;
  while (agentNouns.has(caption[start + 1] ?? '')) start++;
  const first = verbAfter(caption, start + 1);
  if (first === undefined) return [];
  const joined = caption.flatMap((word, index) =>
    index > first && (word === 'and' || word === 'while') && verbForms.has(caption[index + 1] ?? '') ? [index + 1] : [],
  );
  return [first, ...joined].map((index) => ({
    verb: verbForms.get(caption[index] ?? '') ?? '',
    rest: caption.slice(index + 1),
  }));
}

/** The place of the verb that belongs to the noun before `start`: right there, or after a phrase such as "in a red shirt". */
function verbAfter(caption: readonly string[], start: number): number | undefined {
  let index = start;
  while (auxiliaries.has(caption[index] ?? '') || caption[index]?.endsWith('ly')) index++;
  if (isVerb(caption, index) && caption[index] !== 'wearing') return index;
  if (!openers.has(caption[index] ?? '')) return undefined;
  for (let next = index + 1; next < Math.min(caption.length, index + reach); next++) {
    const word = caption[next] ?? '';
    if (agentNouns.has(word)) return undefined;
    const announced = auxiliaries.has(caption[next - 1] ?? '') || word.endsWith('ing') || word.endsWith('s');
    if (announced && isVerb(caption, next) && word !== 'wearing') return next;
  }
  return undefined;
}

/** Nouns in the plural that look like verbs, and names of sports in "skiing gear". */
const nounsBefore = new Set([
  'a',
  'an',
  'the',
  'his',
  'her',
  'its',
  'their',
  'two',
  'some',
  'of',
  'red',
  'blue',
  'bathing',
]);
const nounsAfter = new Set([
  'suit',
  'suits',
  'gear',
  'pool',
  'trunks',
  'hat',
  'outfit',
  'clothes',
  'boots',
  'board',
  'shoes',
  'equipment',
]);

function isVerb(caption: readonly string[], index: number): boolean {
  const word = caption[index] ?? '';
  return verbForms.has(word) && !nounsBefore.has(caption[index - 1] ?? '') && !nounsAfter.has(caption[index + 1] ?? '');
}
