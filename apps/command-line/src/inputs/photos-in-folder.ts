import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../command-error.js';
import { isPhotoFile } from './photo-files.js';
import type { PhotoSource } from './photo-source.js';

/** The photos directly inside a folder, sorted by name; hidden files and folders inside it are left out. */
export async function photosInFolder(folder: string): Promise<PhotoSource[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && isPhotoFile(entry.name))
    .map(({ name }) => name)
    .sort();
  if (names.length > 0) return names.map((name) => ({ name: join(folder, name), image: join(folder, name) }));
  const deeper = entries.some((entry) => entry.isDirectory());
  const hint = deeper ? ` Folders inside it are not searched; for those write '${join(folder, '**')}'.` : '';
  return [{ name: folder, error: new CommandError('no-photos', `the folder ${folder} holds no photo.${hint}`) }];
}
