import type { AskedQuestion } from './asked-question.js';

/**
 * The answers of each type, most frequent first.
 *
 * @param isKnown - whether the model has the words of an answer.
 */
export function frequentAnswers(
  questions: readonly AskedQuestion[],
  isKnown: (answer: string) => boolean,
): Map<string, string[]> {
  const counts = new Map<string, Map<string, number>>();
  for (const { type, answers } of questions) {
    const ofType = counts.get(type) ?? new Map<string, number>();
    counts.set(type, ofType);
    const [answer = ''] = answers;
    ofType.set(answer, (ofType.get(answer) ?? 0) + 1);
  }
  return new Map(
    [...counts].map(([type, ofType]) => [
      type,
      [...ofType]
        .sort(([, one], [, other]) => other - one)
        .map(([answer]) => answer)
        .filter(isKnown),
    ]),
  );
}
