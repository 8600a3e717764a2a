import type { Mentions } from '../facts/mentions.js';
import { placeAfter, placeOf } from '../facts/place-of.js';
import type { Subject } from '../facts/subject.js';
import { agreement } from '../facts/tally.js';
import { mayBeTheSamePlace } from '../lexicon/places.js';
import { nameOf } from '../yes-no/name-of.js';
import type { OpenQuestion } from './open-question.js';

const asked: readonly (readonly [verb: string, preposition: string])[] = [
  ['running', 'through'],
  ['running', 'on'],
  ['running', 'in'],
  ['walking', 'through'],
  ['walking', 'on'],
  ['walking', 'down'],
  ['jumping', 'into'],
  ['jumping', 'through'],
  ['playing', 'in'],
  ['swimming', 'in'],
  ['standing', 'in'],
  ['standing', 'on'],
  ['sitting', 'on'],
  ['lying', 'in'],
  ['lying', 'on'],
];

/** "Where is the boy?", "what is the dog running through?" */
export function placeQuestions(mentions: Mentions, subjects: readonly Subject[]): OpenQuestion[] {
  return subjects.flatMap((subject) => [...whereQuestion(mentions, subject), ...throughQuestions(subject)]);
}

function whereQuestion(mentions: Mentions, subject: Subject): OpenQuestion[] {
  const answer = placeOf(mentions);
  if (answer === undefined) return [];
  const be = subject.plural ? 'are' : 'is';
  return [{ type: 'place', wordings: [`where ${be} the ${nameOf(subject)}?`], answer }];
}

function throughQuestions(subject: Subject): OpenQuestion[] {
  const be = subject.plural ? 'are' : 'is';
  return asked.flatMap(([verb, preposition]): OpenQuestion[] => {
    const votes = subject.predicates.flatMap((predicates) =>
      predicates.flatMap(({ verb: said, rest }) =>
        said === verb && rest[0] === preposition ? (placeAfter(rest, 1) ?? []) : [],
      ),
    );
    const answer = agreement(votes, 2, mayBeTheSamePlace);
    if (answer === undefined) return [];
    return [{ type: 'place', wordings: [`what ${be} the ${nameOf(subject)} ${verb} ${preposition}?`], answer }];
  });
}
