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

/** What decides whether a question is declined. */
interface Judged {
  /** Of the best span. */
  readonly score: number;
  /** As in {@link ReadOutcome}. */
  readonly lead: number;
}

interface JudgedKind {
  readonly name: string;
  readonly questions: readonly Judged[];
}

const alternativeAims = [0.04, 0.06, 0.08, 0.1];

/**
 * Chooses threshold and temperature on one half of the passages and measures them on the other. To each temperature belongs
 * the largest threshold at which at most the share `aim` of the answerable questions is declined; of these pairs the one with
 * the smallest log loss is chosen, where half of the weight is on answerable questions and all kinds of unanswerable ones
 * share the rest.
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
  const divide = divider<Judged & { readonly passage: string }>(
    kinds.flatMap(({ asked }) => asked.map(({ question }) => question.passage.id)),
    ({ passage }) => passage,
  );
  const halves = kinds.map(({ name, asked, outcomes }) => {
    const { chosenOn, measuredOn } = divide(
      asked.map(({ question }, index) => ({
        passage: question.passage.id,
        score: scoreOfProbability(outcomes[index]?.nowhere ?? 0, current),
        lead: outcomes[index]?.lead ?? 1,
      })),
    );
    return { chosenOn: { name, questions: chosenOn }, measuredOn: { name, questions: measuredOn } };
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

/** Of all temperatures, each with the threshold that declines what is aimed at, the pair with the smallest log loss. */
function calibrationFor([answerable, ...unanswerable]: readonly JudgedKind[], aim: number): Calibration {
  const own = answerable?.questions ?? [];
  const margins = (questions: readonly Judged[], isAnswerable: boolean, total: number): Margin[] =>
    questions.map(({ score }) => ({ score, answerable: isAnswerable, weight: total / questions.length }));
  const all = [
    ...margins(own, true, unanswerable.length),
    ...unanswerable.flatMap(({ questions }) => margins(questions, false, 1)),
  ];
  return bestCalibration(all, (temperature) =>
    thresholdAt(
      own.map((question) => question.score - temperature * rivalry(question)),
      aim,
    ),
  );
}

/** How far above the threshold, in temperatures, the best span has to lie so that its text is likelier than "nowhere". */
function rivalry({ lead }: Judged): number {
  return -Math.log(lead);
}

function effectOf(kinds: readonly JudgedKind[], calibration: Calibration): CalibrationEffect {
  const { threshold, temperature } = calibration;
  const [answerable = [], ...unanswerable] = kinds.map(({ questions }) =>
    questions.map(({ score }) => nowhereProbability(score, calibration)),
  );
  const isDeclined = (question: Judged) => question.score < threshold + temperature * rivalry(question);
  return {
    threshold,
    declined: kinds.map(({ name, questions }) => ({
      name,
      questions: questions.length,
      share: questions.filter(isDeclined).length / questions.length,
    })),
    calibrationError: calibrationError(nowhereForecasts(answerable, unanswerable)),
  };
}
