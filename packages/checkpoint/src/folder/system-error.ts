import { CheckpointError } from '../errors.js';

/** Turns what the file system threw into an error that names the file and what is wrong with it. */
export function readFailure(path: string, cause: unknown): CheckpointError {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new CheckpointError('not-found', `${path}: no such file or folder`, { cause });
  }
  if (code === 'EISDIR') return new CheckpointError('wrong-kind', `${path}: expected a file, came a folder`, { cause });
  return new CheckpointError('unreadable', `${path}: cannot be read: ${(cause as Error).message}`, { cause });
}
