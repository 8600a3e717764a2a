import { resolve } from 'node:path';
import { EvaluateError } from '../evaluate-error.js';
import { readJsonLines } from './read-json-lines.js';

/**
 * The captions of photos out of a file of `{"image","caption"}` lines, as `caption --json` prints them. An image is named
 * as in `captions.jsonl`, or by its path from the working directory.
 *
 * @throws EvaluateError `not-found`, `invalid-data`, `missing-prediction`
 */
export async function readPredictions(path: string, folder: string, images: readonly string[]): Promise<string[]> {
  const captions = new Map<string, string>();
  for (const { value, place } of await readJsonLines(path)) {
    const { image, caption } = value;
    if (typeof image !== 'string' || typeof caption !== 'string') {
      throw new EvaluateError('invalid-data', `${place}: expected {"image","caption"}, both texts`);
    }
    if (captions.has(image)) throw new EvaluateError('invalid-data', `${place}: a second caption for ${image}`);
    captions.set(image, caption);
  }
  const byPath = new Map([...captions].map(([image, caption]) => [resolve(image), caption]));
  const found = images.map((image) => captions.get(image) ?? byPath.get(resolve(folder, image)));
  const missing = images.filter((_, index) => found[index] === undefined);
  if (missing.length === 0) return found as string[];
  throw new EvaluateError(
    'missing-prediction',
    `${path}: no caption for ${missing.length} of ${images.length} photos, the first of them ${missing[0]}`,
  );
}
