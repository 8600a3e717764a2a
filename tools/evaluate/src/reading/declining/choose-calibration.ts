import { type Calibration, nowhereProbability, scoreOfProbability } from './calibration.js';
import { calibrationError } from './calibration-error.js';
import { bestCalibration, type Margin, thresholdAt } from './fit-calibration.js';
import { divider } from './halves.js';
import { nowhereForecasts, type ReadQuestions } from './score-declining.js';

/** Where a reader should decline, and what that gives on questions that had no part in the choice. */
export interface CalibrationChoice {
  readonly current: Calibration;
  readonly chosen: Calibration;
  /** The share of answerable questions that may be declined where the choice is made. */
  readonly aim: number;
  /** On the half of the passages that was not chosen on. */
  readonly before: CalibrationEffect;
  readonly after: CalibrationEffect;
  /** What other aims would give on that half. */
  readonly alternatives: readonly (CalibrationEffect & { readonly aim: number })[];
}

/** What a calibration does to questions. */
export interface CalibrationEffect {
  readonly threshold: number;
  /** Shares that are declined, of the answerable first and then of each kind of unanswerable ones. */
  readonly declined: readonly { readonly name: string; readonly questions: number; readonly share: number }[];
  readonly calibrationError: number;
}

/** What decides whether a question is declined: the score of its best span. */
interface JudgedKind {
  readonly name: string;
  readonly scores: readonly number[];
}

const alternativeAims = [0.04, 0.06, 0.08, 0.1];

/**
 * Chooses threshold and temperature on one half of the passages and measures them on the other. The threshold is the largest
 * at which at most the share `aim` of the answerable questions is declined; the temperature has the smallest log loss, where
 * half of the weight is on answerable questions and all kinds of unanswerable ones share the rest.
 *
 * @param current - the calibration with which the outcomes were read.
 */
export function chooseCalibration(
  answerable: ReadQuestions,
  unanswerable: readonly ReadQuestions[],
  current: Calibration,
  aim: number,
): CalibrationChoice {
  const kinds = [answerable, ...unanswerable];
  const divide = divider<{ readonly passage: string; readonly score: number }>(
    kinds.flatMap(({ asked }) => asked.map(({ question }) => question.passage.id)),
    ({ passage }) => passage,
  );
  const halves = kinds.map(({ name, asked, outcomes }) => {
    const { chosenOn, measuredOn } = divide(
      asked.map(({ question }, index) => ({
        passage: question.passage.id,
        score: scoreOfProbability(outcomes[index]?.nowhere ?? 0, current),
      })),
    );
    const scoresOf = (half: typeof chosenOn) => half.map(({ score }) => score);
    return {
      chosenOn: { name, scores: scoresOf(chosenOn) },
      measuredOn: { name, scores: scoresOf(measuredOn) },
    };
  });
  const choose = (share: number) =>
    calibrationFor(
      halves.map(({ chosenOn }) => chosenOn),
      share,
    );
  const measure = (calibration: Calibration) =>
    effectOf(
      halves.map(({ measuredOn }) => measuredOn),
      calibration,
    );
  const chosen = choose(aim);
  return {
    current,
    chosen,
    aim,
    before: measure(current),
    after: measure(chosen),
    alternatives: alternativeAims.map((share) => ({ aim: share, ...measure(choose(share)) })),
  };
}

function calibrationFor([answerable, ...unanswerable]: readonly JudgedKind[], aim: number): Calibration {
  const own = answerable?.scores ?? [];
  const margins = (scores: readonly number[], isAnswerable: boolean, total: number): Margin[] =>
    scores.map((score) => ({ score, answerable: isAnswerable, weight: total / scores.length }));
  const all = [
    ...margins(own, true, unanswerable.length),
    ...unanswerable.flatMap(({ scores }) => margins(scores, false, 1)),
  ];
  return bestCalibration(all, thresholdAt(own, aim));
}

function effectOf(kinds: readonly JudgedKind[], calibration: Calibration): CalibrationEffect {
  const { threshold } = calibration;
  const [answerable = [], ...unanswerable] = kinds.map(({ scores }) =>
    scores.map((score) => nowhereProbability(score, calibration)),
  );
  return {
    threshold,
    declined: kinds.map(({ name, scores }) => ({
      name,
      questions: scores.length,
      share: scores.filter((score) => score < threshold).length / scores.length,
    })),
    calibrationError: calibrationError(nowhereForecasts(answerable, unanswerable)),
  };
}
