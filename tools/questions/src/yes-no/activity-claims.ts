import type { Mentions } from '../facts/mentions.js';
import type { Subject } from '../facts/subject.js';
import { tally } from '../facts/tally.js';
import { type Activity, activities } from '../lexicon/activities.js';
import { humanWords } from '../lexicon/agents.js';
import type { Claim } from './claim.js';
import { nameOf } from './name-of.js';

/** Whether the subjects, or anybody, do something. */
export function activityClaims(mentions: Mentions, subjects: readonly Subject[]): Claim[] {
  const alone = subjects.length === 1 && (subjects[0]?.kind.human || !mentions.has(humanWords));
  return activities.flatMap((activity) => [
    ...subjects.flatMap((subject) => subjectClaim(mentions, subject, activity, alone) ?? []),
    ...(anyoneClaim(mentions, activity) ?? []),
  ]);
}

function subjectClaim(mentions: Mentions, subject: Subject, activity: Activity, alone: boolean): Claim[] | undefined {
  const verbs = tally(subject.predicates.flatMap((predicates) => [...new Set(predicates.map(({ verb }) => verb))]));
  const done = (names: ReadonlySet<string>) => Math.max(0, ...[...names].map((name) => verbs.get(name) ?? 0));
  const said = alone ? mentions.count(activity.words) : done(activity.words);
  const holds = said >= 2;
  if (!holds) {
    if (mentions.has(activity.words) || mentions.has(activity.near) || done(activity.against) < 2) return undefined;
  }
  const name = nameOf(subject);
  const be = subject.plural ? 'are' : 'is';
  return [{ key: `activity ${name} ${activity.name}`, wordings: [`${be} the ${name} ${activity.name}?`], holds }];
}

/** Postures and walking go unmentioned too easily for a question about anybody. */
const onlyOfSubjects = new Set(['sitting', 'lying down', 'walking', 'running', 'jumping']);

function anyoneClaim(mentions: Mentions, activity: Activity): Claim[] | undefined {
  if (onlyOfSubjects.has(activity.name)) return undefined;
  const holds = mentions.count(activity.words) >= 2 && mentions.has(humanWords);
  if (!holds && (mentions.has(activity.words) || mentions.has(activity.near) || !mentions.has(humanWords)))
    return undefined;
  const wordings = [
    `is anyone ${activity.name}?`,
    `is someone ${activity.name}?`,
    `is somebody ${activity.name} in the photo?`,
  ];
  return [{ key: `activity anyone ${activity.name}`, wordings, holds }];
}
