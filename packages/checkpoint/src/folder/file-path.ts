import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CheckpointError } from '../errors.js';

/** The absolute path that a path or a `file:` URL names; relative paths count from the working directory. */
export function filePath(file: string | URL): string {
  if (typeof file === 'string') return resolve(file);
  if (file.protocol === 'file:') return resolve(fileURLToPath(file));
  throw new CheckpointError('wrong-kind', `${file.href}: expected a path or a file: URL, came ${file.protocol}`);
}
