import { agentNouns } from '../lexicon/agents.js';
import { numberWords } from '../lexicon/numbers.js';
import type { Mentions } from './mentions.js';
import { modifiersBefore } from './noun-phrase.js';
import { agreement } from './tally.js';

const uncounted = new Set([
  'group',
  'crowd',
  'team',
  'family',
  'families',
  'audience',
  'band',
  'others',
  'other',
  'another',
  'several',
  'many',
  'some',
  'parade',
  'spectators',
  'onlookers',
  'each',
  'friends',
  'both',
  'parents',
  'background',
  'class',
  'bystanders',
  'opponents',
  'teammates',
  'army',
]);

/** How many people there are, if three captions say so and none says otherwise. */
export function peopleCount(mentions: Mentions): number | undefined {
  if (mentions.has(uncounted)) return undefined;
  const totals = mentions.captions.map(totalOf);
  if (totals.some((total) => total === undefined)) return undefined;
  return agreement(
    totals.filter((total) => total !== undefined && total > 0),
    3,
    (one, other) => one === other,
  );
}

/** The number of people in a caption; undefined where a plural has no number. */
function totalOf(caption: readonly string[]): number | undefined {
  let total = 0;
  for (const [index, word] of caption.entries()) {
    if (word === 'couple') total += 2;
    const noun = agentNouns.get(word);
    if (!noun?.kind.human) continue;
    // In "hockey player boy" or "soccer players …" the last noun counts.
    if (agentNouns.get(caption[index + 1] ?? '')?.kind.human) continue;
    const number = modifiersBefore(caption, index)
      .map((modifier) => numberWords.get(modifier))
      .find((value) => value !== undefined);
    if (noun.plural && number === undefined) return undefined;
    total += number ?? 1;
  }
  return total;
}
