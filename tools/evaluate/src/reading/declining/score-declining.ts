import { groupMeans, type MeanScore, placesBy } from '../../statistics/group-means.js';
import type { AskedQuestion } from '../asking/asked-question.js';
import type { ReadOutcome } from '../asking/read-outcome.js';
import { calibrationError } from './calibration-error.js';
import { evenly } from './forecast.js';
import { type NoAnswerScores, noAnswerScores } from './no-answer-scores.js';

/** Questions of one kind, and what a reader made of them. */
export interface ReadQuestions {
  /** What is asked of what, in words. */
  readonly name: string;
  readonly asked: readonly AskedQuestion[];
  readonly outcomes: readonly ReadOutcome[];
}

/** How a reader declines. */
export interface DecliningScores {
  readonly answerable: DeclinedShare;
  readonly unanswerable: readonly (DeclinedShare & NoAnswerScores)[];
  /** Expected calibration error of the probability of "not in these passages"; see {@link nowhereForecasts}. */
  readonly calibrationError: number;
}

interface DeclinedShare {
  readonly name: string;
  readonly questions: number;
  /** Intervals are over draws of the passages that the questions were asked about. */
  readonly declined: MeanScore;
}

/** Scores the declining of questions that their passages answer, and of several kinds that they do not. */
export function scoreDeclining(answerable: ReadQuestions, unanswerable: readonly ReadQuestions[]): DecliningScores {
  const own = decliningOf(answerable);
  return {
    answerable: declinedShare(answerable),
    unanswerable: unanswerable.map((group) => ({
      ...declinedShare(group),
      ...noAnswerScores(own, decliningOf(group)),
    })),
    calibrationError: calibrationError(nowhereForecasts(own.nowhere, unanswerable.map(nowhereOf))),
  };
}

/** Forecasts of "not in these passages", where half of the questions are answerable and all other kinds share the other half. */
export function nowhereForecasts(answerable: readonly number[], unanswerable: readonly (readonly number[])[]) {
  const set = (values: readonly number[], came: boolean) => values.map((probability) => ({ probability, came }));
  const kinds = evenly(unanswerable.map((values) => set(values, true)));
  const half = evenly([set(answerable, false)]).map((one) => ({ ...one, weight: one.weight * unanswerable.length }));
  return [...half, ...kinds];
}

function declinedShare({ name, asked, outcomes }: ReadQuestions): DeclinedShare {
  const passages = placesBy(asked, ({ question }) => question.passage.id);
  const [declined] = groupMeans(passages, [outcomes.map(({ answer }) => (answer === null ? 1 : 0))]);
  return { name, questions: asked.length, declined: declined as MeanScore };
}

function decliningOf({ outcomes }: ReadQuestions) {
  return {
    declined: outcomes.map(({ answer }) => answer === null),
    nowhere: outcomes.map(({ nowhere }) => nowhere),
  };
}

function nowhereOf({ outcomes }: ReadQuestions): number[] {
  return outcomes.map(({ nowhere }) => nowhere);
}
