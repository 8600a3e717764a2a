import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { modelFolder } from '@crossattn/model-mini';
import { type CheckpointConfig, parseConfig } from '../config/parse-config.js';
import { CheckpointError } from '../errors.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import type { Checkpoint } from './checkpoint.js';
import { filePath } from './file-path.js';
import { loadTokenizer } from './load-tokenizer.js';
import { openSafetensors } from './open-safetensors.js';
import { readJson } from './read-json.js';
import { readFailure } from './system-error.js';

/**
 * Opens the model of a folder that holds `config.json`, `model.safetensors` and `tokenizer.json`, and checks them. No
 * weights are read.
 *
 * @param model - `'embedded'` for the model of `@crossattn/model-mini`; otherwise a folder as a path, which counts from
 * the working directory, or as a `file:` URL. A folder that is itself called `embedded` is `./embedded`.
 * @throws CheckpointError for a folder or file that is missing (`not-found`), is not what it should be (`wrong-kind`), or
 * is refused by {@link parseConfig}, {@link openSafetensors} or {@link loadTokenizer}; `inconsistent-checkpoint` where
 * tokenizer and configuration do not belong together.
 */
export async function openCheckpoint(model: 'embedded' | (string & {}) | URL = 'embedded'): Promise<Checkpoint> {
  const folder = filePath(model === 'embedded' ? modelFolder : model);
  await checkFolder(folder);
  const configPath = join(folder, 'config.json');
  const [config, weights, tokenizer] = await Promise.all([
    readJson(configPath, 'invalid-config').then((json) => parseConfig(json, configPath)),
    openSafetensors(join(folder, 'model.safetensors')),
    loadTokenizer(folder),
  ]);
  checkVocabulary(config, tokenizer, folder);
  return { name: model === 'embedded' ? model : folder, folder, config, weights, tokenizer };
}

async function checkFolder(folder: string): Promise<void> {
  const status = await stat(folder).catch((cause) => {
    throw readFailure(folder, cause);
  });
  if (status.isDirectory()) return;
  throw new CheckpointError('wrong-kind', `${folder}: expected the folder of a model, came a file`);
}

function checkVocabulary({ decoder }: CheckpointConfig, tokenizer: Tokenizer, folder: string): void {
  if (tokenizer.size === decoder.vocabularySize) return;
  throw new CheckpointError(
    'inconsistent-checkpoint',
    `${folder}: expected a tokenizer of ${decoder.vocabularySize} tokens as in decoder.vocabulary_size, came ${tokenizer.size}`,
  );
}
