import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { generatedTexts } from './generated-texts.js';

/** Texts to read and to search, and questions to them. */
export interface BenchTexts {
  /** Where they are from, in words. */
  readonly origin: string;
  readonly passages: readonly string[];
  readonly questions: readonly string[];
}

const questionCount = 200;

/**
 * Passages and questions of the material beside the repository where it lies there, else generated ones.
 *
 * @param count - of passages
 * @param root - the root folder of the repository
 */
export function benchTexts(count: number, root: string): BenchTexts {
  const material = join(root, '..', 'shared', 'text', 'reading');
  const file = join(material, 'passages.jsonl.gz');
  if (!existsSync(file)) return { origin: 'generated texts', ...generatedTexts(count, questionCount) };
  const lines = (text: string) => text.split('\n').filter((line) => line !== '');
  return {
    origin: 'passages of ../shared/text/reading',
    passages: lines(gunzipSync(readFileSync(file)).toString('utf8'))
      .slice(0, count)
      .map((line) => JSON.parse(line).text),
    questions: lines(readFileSync(join(material, 'val.jsonl'), 'utf8'))
      .filter((_, index) => index % 30 === 0)
      .slice(0, questionCount)
      .map((line) => JSON.parse(line).question),
  };
}
