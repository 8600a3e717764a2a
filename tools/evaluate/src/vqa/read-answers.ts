import { relative } from 'node:path';
import { readJsonLines } from '../captions/read-json-lines.js';
import { EvaluateError } from '../evaluate-error.js';
import type { AskedQuestion } from './asked-question.js';

/**
 * Answers to questions out of a file of `{"image","question","answer"}` lines, or of `{"image","question","answers":
 * [{"answer"}]}` lines as `vqa --batch` prints them, best first. An image is named as in `captions.jsonl`, or by its path.
 *
 * @throws EvaluateError `not-found`, `invalid-data`, `missing-prediction`
 */
export async function readAnswers(
  path: string,
  folder: string,
  questions: readonly AskedQuestion[],
): Promise<string[]> {
  const found = new Map<string, string>();
  for (const { value, place } of await readJsonLines(path)) {
    const { image, question } = value;
    const answer = answerOf(value);
    if (typeof image !== 'string' || typeof question !== 'string' || answer === undefined) {
      throw new EvaluateError('invalid-data', `${place}: expected {"image","question","answer"}, all texts`);
    }
    for (const name of [image, relative(folder, image)]) found.set(keyOf(name, question), answer);
  }
  const answers = questions.map(({ image, question }) => found.get(keyOf(image, question)));
  const missing = questions.filter((_, index) => answers[index] === undefined);
  if (missing.length === 0) return answers as string[];
  const [first] = missing as [AskedQuestion];
  throw new EvaluateError(
    'missing-prediction',
    `${path}: no answer to ${missing.length} of ${questions.length} questions, the first of them ` +
      `${JSON.stringify(first.question)} about ${first.image}`,
  );
}

function answerOf({ answer, answers }: { readonly [key: string]: unknown }): string | undefined {
  if (typeof answer === 'string') return answer;
  const best: unknown = Array.isArray(answers) ? answers[0] : undefined;
  if (typeof best !== 'object' || best === null || !('answer' in best)) return undefined;
  return typeof best.answer === 'string' ? best.answer : undefined;
}

function keyOf(image: string, question: string): string {
  return `${image}\n${question}`;
}
