import { consensusForm, exactForm } from './normalise-answer.js';

/** 1 if the answer is what any annotator wrote, in the form of {@link exactForm}; otherwise 0. */
export function exactMatch(answer: string, annotators: readonly string[]): number {
  const form = exactForm(answer);
  return annotators.some((other) => exactForm(other) === form) ? 1 : 0;
}

const enough = 3;

/**
 * The VQA consensus measure of Antol et al. 2015: an answer is right if three other people gave it, `min(same / 3, 1)`,
 * averaged over leaving each annotator out in turn.
 *
 * With fewer than four annotators all of those who are left must agree; with one there is nobody to leave out, and the
 * measure is an exact match in {@link consensusForm}.
 */
export function consensus(answer: string, annotators: readonly string[]): number {
  const form = consensusForm(answer);
  const same = annotators.map((other) => consensusForm(other) === form);
  if (same.length === 1) return same[0] ? 1 : 0;
  const agreeing = same.filter((agrees) => agrees).length;
  const needed = Math.min(enough, same.length - 1);
  const parts = same.map((agrees) => Math.min((agreeing - (agrees ? 1 : 0)) / needed, 1));
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
}
