import { access } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { filePath } from '@crossattn/checkpoint';
import { TextError } from '../encoder/text-error.js';

/** Where a model comes from. */
export interface ModelSource {
  /** What the package loads: a name on the hub, or an absolute path. */
  readonly location: string;
  /** What people call it. */
  readonly name: string;
  readonly local: boolean;
}

/**
 * Tells folders from names on the hub: a path begins with `.` or is absolute, or is a `file:` URL.
 *
 * @throws {@link TextError} `model-missing` for a folder that lacks a file, `invalid-option` for an empty name
 */
export async function findModel(model: string | URL): Promise<ModelSource> {
  if (model === '') throw new TextError('invalid-option', 'model: expected a folder or a name, came an empty text');
  if (typeof model === 'string' && !model.startsWith('.') && !isAbsolute(model)) {
    return { location: model, name: model, local: false };
  }
  const folder = filePath(model);
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    await access(join(folder, file)).catch((cause) => {
      throw new TextError('model-missing', `${folder}: expected a model with ${file}, which cannot be read`, { cause });
    });
  }
  return { location: folder, name: basename(folder), local: true };
}
