import { join } from 'node:path';
import { createTokenizer } from '../tokenizer/create-tokenizer.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { filePath } from './file-path.js';
import { readJson } from './read-json.js';

/**
 * Loads the `tokenizer.json` of a model folder.
 *
 * @throws CheckpointError `not-found`, `unreadable`, `invalid-tokenizer`, `unsupported-tokenizer`.
 */
export async function loadTokenizer(folder: string | URL): Promise<Tokenizer> {
  const path = join(filePath(folder), 'tokenizer.json');
  return createTokenizer(await readJson(path, 'invalid-tokenizer'), path);
}
