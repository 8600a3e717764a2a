import { readFile } from 'node:fs/promises';
import { TextError } from '../encoder/text-error.js';

/**
 * Reads a JSON file of a model.
 *
 * @returns `undefined` where the file is not there
 * @throws {@link TextError} `model-missing` where it cannot be read, `invalid-config` where it is no JSON
 */
export async function readModelJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new TextError('model-missing', `${file}: cannot be read: ${(cause as Error).message}`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TextError('invalid-config', `${file}: expected JSON: ${(cause as Error).message}`, { cause });
  }
}
