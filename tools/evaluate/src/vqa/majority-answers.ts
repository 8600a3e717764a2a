import type { AskedQuestion } from './asked-question.js';

/** The most frequent training answer of every source and type: what is right without looking at photo or question. */
export function majorityAnswers(
  training: readonly AskedQuestion[],
  questions: readonly AskedQuestion[],
): (string | undefined)[] {
  const counts = new Map<string, Map<string, number>>();
  for (const question of training) {
    const ofType = counts.get(keyOf(question)) ?? new Map<string, number>();
    counts.set(keyOf(question), ofType);
    for (const answer of question.answers) ofType.set(answer, (ofType.get(answer) ?? 0) + 1);
  }
  const most = new Map([...counts].map(([key, ofType]) => [key, mostFrequent(ofType)]));
  return questions.map((question) => most.get(keyOf(question)));
}

function mostFrequent(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].reduce<readonly [string | undefined, number]>(
    (best, next) => (next[1] > best[1] ? next : best),
    [undefined, 0],
  )[0];
}

function keyOf({ source, type }: AskedQuestion): string {
  return `${source}/${type}`;
}
