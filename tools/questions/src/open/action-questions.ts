import { objectAfter } from '../facts/object-after.js';
import type { Subject } from '../facts/subject.js';
import { agreement } from '../facts/tally.js';
import { emptyVerbs } from '../lexicon/verbs.js';
import { nameOf } from '../yes-no/name-of.js';
import type { OpenQuestion } from './open-question.js';

/** Verbs that may be said of the same moment. */
const groups: readonly (readonly string[])[] = [
  ['running', 'racing', 'chasing', 'fetching'],
  ['running', 'walking', 'hiking', 'crossing'],
  ['swimming', 'floating', 'splashing', 'wading'],
  ['climbing', 'hiking', 'rappelling', 'hanging'],
  ['surfing', 'riding', 'wakeboarding'],
  ['skateboarding', 'riding', 'skating'],
  ['biking', 'riding'],
  ['riding', 'driving', 'racing'],
  ['sitting', 'resting', 'lying', 'leaning'],
  ['lying', 'sleeping', 'resting'],
  ['jumping', 'flying', 'diving'],
  ['catching', 'jumping'],
  ['fighting', 'playing', 'biting'],
  ['sliding', 'playing', 'riding'],
  ['swinging', 'playing'],
  ['performing', 'dancing', 'singing', 'playing'],
  ['skiing', 'jumping'],
  ['snowboarding', 'jumping'],
  ['sledding', 'riding', 'sliding'],
  ['paddling', 'riding'],
  ['carrying', 'running', 'walking', 'fetching'],
  ['throwing', 'playing'],
  ['kicking', 'playing'],
  ['hitting', 'swinging', 'playing'],
  ['digging', 'playing'],
  ['talking', 'laughing', 'smiling'],
  ['posing', 'standing', 'smiling', 'sitting'],
  ['eating', 'chewing', 'biting'],
];

/** Said of almost anybody beside what they really do: the answer only if nothing else is said, and no contradiction. */
const weak = new Set([
  'standing',
  'sitting',
  'watching',
  'waiting',
  'smiling',
  'performing',
  'posing',
  'playing',
  'going',
]);

/** "What is the dog doing?" */
export function actionQuestions(subjects: readonly Subject[]): OpenQuestion[] {
  return subjects.flatMap((subject) => {
    const verb = agreedVerb(subject);
    if (verb === undefined) return [];
    const answer = withObject(subject, verb);
    if (answer === undefined) return [];
    const be = subject.plural ? 'are' : 'is';
    const name = nameOf(subject);
    return [
      {
        type: 'action',
        wordings: [`what ${be} the ${name} doing?`, `what ${be} the ${name} doing in the photo?`],
        answer,
      },
    ];
  });
}

function agreedVerb(subject: Subject): string | undefined {
  const votes = subject.predicates.flatMap((predicates) => {
    const verbs = new Set(predicates.map(({ verb }) => verb));
    return [...verbs].filter((verb) => !emptyVerbs.has(verb));
  });
  const strong = votes.filter((verb) => !weak.has(verb));
  const decisive = strong.length > 0 ? strong : votes;
  return agreement(decisive, 2, mayGoTogether);
}

function mayGoTogether(one: string, other: string): boolean {
  return one === other || groups.some((group) => group.includes(one) && group.includes(other));
}

const needsObject = new Set([
  'riding',
  'playing',
  'carrying',
  'pulling',
  'pushing',
  'throwing',
  'catching',
  'kicking',
  'hitting',
  'blowing',
  'flying',
  'chasing',
]);
const answersWithObject = new Set(['riding', 'playing', 'flying', 'blowing']);

/** "Riding" alone says little: "riding bike"; two captions must name the same thing. */
function withObject(subject: Subject, verb: string): string | undefined {
  if (!needsObject.has(verb) || !answersWithObject.has(verb)) return verb;
  const things = subject.predicates.flatMap((predicates) =>
    predicates.flatMap((predicate) => (predicate.verb === verb ? (objectAfter(predicate.rest) ?? []) : [])),
  );
  const thing = agreement(things, 2, () => true);
  if (verb === 'playing')
    return thing === undefined || things.some((other) => other !== thing) ? 'playing' : `playing ${thing}`;
  return thing === undefined ? undefined : (shorter.get(`${verb} ${thing}`) ?? `${verb} ${thing}`);
}

const shorter = new Map([
  ['riding wave', 'surfing'],
  ['riding surfboard', 'surfing'],
  ['riding skateboard', 'skateboarding'],
  ['riding snowboard', 'snowboarding'],
  ['riding bicycle', 'riding bike'],
]);
