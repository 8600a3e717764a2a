import type { Mentions } from '../facts/mentions.js';
import { objectAfter } from '../facts/object-after.js';
import type { Subject } from '../facts/subject.js';
import { agreement } from '../facts/tally.js';
import { mayBeTheSameObject } from '../lexicon/objects.js';
import { verbForms } from '../lexicon/verbs.js';
import { nameOf } from '../yes-no/name-of.js';
import type { OpenQuestion } from './open-question.js';

/** Verbs with an object, and what a question says after "what is the man". */
const asked: readonly (readonly [verb: string, preposition: string | undefined, question: string])[] = [
  ['holding', undefined, 'holding'],
  ['carrying', undefined, 'carrying'],
  ['riding', undefined, 'riding'],
  ['riding', 'on', 'riding on'],
  ['playing', undefined, 'playing'],
  ['playing', 'with', 'playing with'],
  ['throwing', undefined, 'throwing'],
  ['catching', undefined, 'catching'],
  ['kicking', undefined, 'kicking'],
  ['hitting', undefined, 'hitting'],
  ['eating', undefined, 'eating'],
  ['drinking', undefined, 'drinking'],
  ['reading', undefined, 'reading'],
  ['climbing', undefined, 'climbing'],
  ['climbing', 'up', 'climbing'],
  ['climbing', 'on', 'climbing on'],
  ['jumping', 'over', 'jumping over'],
  ['jumping', 'off', 'jumping off'],
  ['jumping', 'on', 'jumping on'],
  ['chasing', undefined, 'chasing'],
  ['pulling', undefined, 'pulling'],
  ['pushing', undefined, 'pushing'],
  ['blowing', undefined, 'blowing'],
  ['swinging', undefined, 'swinging'],
  ['sitting', 'on', 'sitting on'],
  ['standing', 'on', 'standing on'],
  ['lying', 'on', 'lying on'],
  ['chewing', 'on', 'chewing on'],
  ['biting', undefined, 'biting'],
  ['sliding', 'down', 'sliding down'],
  ['driving', undefined, 'driving'],
  ['fetching', undefined, 'fetching'],
];

/** "What is the man holding?", "what is the dog jumping over?", "what does the dog have in its mouth?" */
export function objectQuestions(mentions: Mentions, subjects: readonly Subject[]): OpenQuestion[] {
  return subjects.flatMap((subject) => [
    ...verbQuestions(subject),
    ...wornQuestion(mentions, subject),
    ...mouthQuestion(mentions, subject),
  ]);
}

function verbQuestions(subject: Subject): OpenQuestion[] {
  const be = subject.plural ? 'are' : 'is';
  const name = nameOf(subject);
  return asked.flatMap(([verb, preposition, question]) => {
    const votes = subject.predicates.flatMap((predicates) =>
      predicates.flatMap(({ verb: said, rest }) => {
        if (said !== verb) return [];
        if (preposition === undefined) return objectAfter(rest) ?? [];
        return rest[0] === preposition ? (objectAfter(rest.slice(1)) ?? []) : [];
      }),
    );
    const answer = agreement(votes, 2, mayBeTheSameObject);
    if (answer === undefined || notAnswers.get(verb)?.has(answer)) return [];
    return [{ type: 'object', wordings: [`what ${be} the ${name} ${question}?`], answer: spelled(answer) }];
  });
}

/** Nouns that stand after the verb without being its object. */
const notAnswers: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['playing', new Set(['ball', 'water', 'snow', 'toy', 'sand', 'swing', 'pool'])],
]);

/** One thing alone may be said to be worn: two would both be right. */
function wornQuestion(mentions: Mentions, subject: Subject): OpenQuestion[] {
  if (subject.plural) return [];
  const votes = mentions.captions.flatMap((caption) =>
    caption.flatMap((word, index) =>
      verbForms.get(word) === 'wearing' ? (wornAfter(caption.slice(index + 1)) ?? ['?']) : [],
    ),
  );
  const answer = agreement(votes, 2, mayBeTheSameObject);
  if (answer === undefined || !worn.has(answer)) return [];
  // What hangs on a person in any other caption would be a second right answer.
  const others = [...worn].filter((noun) => noun !== answer && !mayBeTheSameObject(noun, answer));
  if (mentions.has(new Set(others))) return [];
  return [{ type: 'object', wordings: [`what is the ${nameOf(subject)} wearing?`], answer }];
}

function wornAfter(rest: readonly string[]): string[] | undefined {
  const thing = objectAfter(rest);
  return thing === undefined ? undefined : [thing];
}

const worn = new Set(
  `shirt hat jacket helmet collar coat dress cap uniform sweater backpack jersey suit vest headband costume wetsuit tie harness
  apron skirt swimsuit bandanna muzzle mask headdress wig t-shirt sweatshirt hoodie robe bikini sunglasses glasses goggles shorts
  pants jeans gloves boots shoes headphones overalls pajamas trunks scarf`.split(/\s+/),
);

const mouthful = new Set(['holding', 'carrying', 'with', 'has', 'having']);

function mouthQuestion(mentions: Mentions, subject: Subject): OpenQuestion[] {
  if (subject.plural || subject.kind.human) return [];
  const votes = mentions.captions.flatMap((caption) => {
    const mouth = caption.indexOf('mouth');
    if (mouth < 2 || caption[mouth - 2] !== 'in') return [];
    const start = caption.slice(0, mouth).findLastIndex((word) => mouthful.has(verbForms.get(word) ?? word));
    return start < 0 ? [] : (objectAfter(caption.slice(start + 1, mouth)) ?? []);
  });
  const answer = agreement(votes, 2, mayBeTheSameObject);
  if (answer === undefined) return [];
  const name = nameOf(subject);
  return [
    {
      type: 'object',
      wordings: [`what does the ${name} have in its mouth?`, `what is in the mouth of the ${name}?`],
      answer,
    },
  ];
}

function spelled(noun: string): string {
  return noun === 'hotdog' ? 'hot dog' : noun === 'teddybear' ? 'teddy bear' : noun;
}
