import { areaUnderCurve } from './area-under-curve.js';

/** Whether questions were declined, and how probable "not in these passages" was to the reader. */
export interface Declining {
  readonly declined: readonly boolean[];
  readonly nowhere: readonly number[];
}

/** How well a reader tells questions that its passages do not answer from those that they do. */
export interface NoAnswerScores {
  /** Share of the unanswerable questions that were declined: the recall of "no answer". */
  readonly recall: number;
  /**
   * Share of unanswerable ones among the declined, where there are as many of either kind; NaN where nothing was declined.
   * What is computed of the two rates does not depend on how many questions were asked.
   */
  readonly precision: number;
  /** How often an unanswerable question has the larger probability of "no answer". */
  readonly area: number;
}

/** Scores "no answer" on questions that the passages answer and on those that they do not. */
export function noAnswerScores(answerable: Declining, unanswerable: Declining): NoAnswerScores {
  const recall = declinedShare(unanswerable);
  return {
    recall,
    precision: recall / (recall + declinedShare(answerable)),
    area: areaUnderCurve(unanswerable.nowhere, answerable.nowhere),
  };
}

function declinedShare({ declined }: Declining): number {
  return declined.filter((value) => value).length / declined.length;
}
