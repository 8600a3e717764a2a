import { stat } from 'node:fs/promises';
import { CommandError } from '../command-error.js';
import type { PhotoSource } from './photo-source.js';
import { looksLikePattern, photosByPattern } from './photos-by-pattern.js';
import { photosInFolder } from './photos-in-folder.js';
import { readStandardInput } from './read-standard-input.js';

/**
 * The photos behind the names that a person gave, in their order. A name that leads to none becomes a
 * source with an error; a missing file is left to whoever reads it.
 *
 * @throws {@link CommandError} `standard-input` where `-` was named twice or nothing is piped in.
 */
export async function findPhotos(names: readonly string[], stdin: NodeJS.ReadStream): Promise<PhotoSource[]> {
  if (names.filter((name) => name === '-').length > 1) {
    throw new CommandError('standard-input', '- was named twice, but standard input can be read only once.');
  }
  const sources: PhotoSource[] = [];
  for (const name of names) {
    if (name === '-') sources.push({ name, image: await readStandardInput(stdin) });
    else sources.push(...(await photosBehind(name)));
  }
  return sources;
}

async function photosBehind(name: string): Promise<PhotoSource[]> {
  const found = await stat(name).catch(() => undefined);
  if (found?.isDirectory()) return photosInFolder(name);
  if (!found && looksLikePattern(name)) return photosByPattern(name);
  return [{ name, image: name }];
}
