import { Mentions } from './facts/mentions.js';
import { numberFacts } from './facts/number-facts.js';
import { subjectsOf } from './facts/subject.js';
import { actionQuestions } from './open/action-questions.js';
import { colourQuestions } from './open/colour-questions.js';
import { numberQuestions } from './open/number-questions.js';
import { objectQuestions } from './open/object-questions.js';
import type { OpenQuestion } from './open/open-question.js';
import { placeQuestions } from './open/place-questions.js';
import type { CaptionedPhoto } from './photos/captioned-photo.js';
import type { Question } from './question.js';
import { balanceClaims } from './select/balance-claims.js';
import { flattenAnswers } from './select/flatten-answers.js';
import { groupBy } from './select/group-by.js';
import { createRandom, shuffled } from './select/random.js';
import { activityClaims } from './yes-no/activity-claims.js';
import type { Claim } from './yes-no/claim.js';
import { colourClaims } from './yes-no/colour-claims.js';
import { numberClaims } from './yes-no/number-claims.js';
import { personClaims } from './yes-no/person-claims.js';
import { sceneClaims } from './yes-no/scene-claims.js';
import { thingClaims } from './yes-no/thing-claims.js';

/** Questions of a photo at most: of yes and of no half of `yesNo` each. */
const perPhoto = { yesNo: 4, open: 6 };

/** Of one key (a word in a template) at most this share of the photos: no word fills the yes/no questions alone. */
const shareOfKey = 0.04;

/** The share that one answer may have among the answers of its type. Only few numbers and colours exist. */
const shareOfAnswer = { action: 0.15, number: 0.42, colour: 0.2, object: 0.15, place: 0.15 } as const;

/**
 * Makes questions from captions. The same photos and seed give the same questions.
 *
 * Yes/no questions are balanced: each text has as many photos with "yes" as with "no". No question comes twice for a photo.
 *
 * @param photos - with captions of several people each; few questions come out of less than three captions.
 */
export function makeQuestions(photos: readonly CaptionedPhoto[], seed = 1): Question[] {
  const random = createRandom(seed);
  const made = photos.map(questionsOf);
  const limits = { perPhoto: perPhoto.yesNo / 2, perKey: Math.max(2, Math.round(shareOfKey * photos.length)) };
  const claims = made.flatMap((of, photo) => of.claims.map((claim) => ({ ...claim, photo })));
  const yesNo = balanceClaims(claims, limits, random).map(
    ({ photo, question, holds }): Question => ({
      ...nameOf(photo),
      question,
      answer: holds ? 'yes' : 'no',
      type: 'yes-no',
    }),
  );
  const open = made.flatMap(({ questions }, photo) =>
    shuffled(distinct(questions), random)
      .slice(0, perPhoto.open)
      .map(({ type, wordings, answer }) => ({
        ...nameOf(photo),
        question: wordings[Math.floor(random() * wordings.length)] as string,
        answer,
        type,
      })),
  );
  const flat = Object.entries(shareOfAnswer).flatMap(([type, share]) =>
    flattenAnswers(
      open.filter((question) => question.type === type),
      share,
      random,
    ),
  );
  const byPhoto = groupBy([...yesNo, ...flat], ({ image }) => image);
  return photos.flatMap(({ image }) => byPhoto.get(image) ?? []);

  function nameOf(index: number) {
    const { image, split } = photos[index] as CaptionedPhoto;
    return { image, split };
  }
}

function questionsOf(photo: CaptionedPhoto): { claims: Claim[]; questions: OpenQuestion[] } {
  const mentions = new Mentions(photo);
  const subjects = subjectsOf(mentions);
  const numbers = numberFacts(mentions);
  return {
    claims: [
      ...thingClaims(mentions),
      ...personClaims(mentions),
      ...activityClaims(mentions, subjects),
      ...colourClaims(mentions, subjects),
      ...numberClaims(numbers),
      ...sceneClaims(mentions),
    ],
    questions: [
      ...actionQuestions(subjects),
      ...numberQuestions(numbers),
      ...colourQuestions(mentions, subjects),
      ...objectQuestions(mentions, subjects),
      ...placeQuestions(mentions, subjects),
    ],
  };
}

/** Of questions that share a wording only the first. */
function distinct(questions: readonly OpenQuestion[]): OpenQuestion[] {
  const seen = new Set<string | undefined>();
  return questions.filter(({ wordings }) => !seen.has(wordings[0]) && seen.add(wordings[0]));
}
