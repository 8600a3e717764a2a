import type { Answer } from '@crossattn/reading';

/** An answer that stands in a passage. */
export type FoundAnswer = Answer & { readonly answer: string };

/** The best `most` answers that stand in passages, without "not in these passages". */
export function foundAnswers(answers: readonly Answer[], most: number): FoundAnswer[] {
  return answers.filter((each): each is FoundAnswer => each.answer !== null).slice(0, most);
}

/** Whether "not in these passages" is likelier than all answers together. */
export function isDeclined(answers: readonly Answer[]): boolean {
  return answers[0] === undefined || answers[0].answer === null;
}
