import { isAbsolute } from 'node:path';
import { CommandError } from '../command-error.js';
import { isPhotoFile } from './photo-files.js';
import type { PhotoSource } from './photo-source.js';

/** Whether a name that is no file may be a pattern: no address, and with a character that patterns are made of. */
export function looksLikePattern(name: string): boolean {
  return !name.includes('://') && /[*?[\]{}]|[!@+]\(/.test(name);
}

/** The photos that match a pattern such as `trip/**` or `*.{jpg,png}`, sorted by path; hidden files are left out. */
export async function photosByPattern(pattern: string): Promise<PhotoSource[]> {
  const { glob } = await import('tinyglobby');
  const paths = await glob(pattern, {
    absolute: isAbsolute(pattern),
    expandDirectories: false,
    followSymbolicLinks: false,
  });
  const photos = paths.filter(isPhotoFile).sort();
  if (photos.length > 0) return photos.map((path) => ({ name: path, image: path }));
  const others = paths.length > 0 ? ` (${paths.length} other files do)` : '';
  return [{ name: pattern, error: new CommandError('no-photos', `no photo matches the pattern ${pattern}${others}.`) }];
}
