import { readFile } from 'node:fs/promises';
import { CheckpointError, type CheckpointErrorCode } from '../errors.js';
import { readFailure } from './system-error.js';

/** Reads and parses a JSON file; `code` is that of the error for a file that is not JSON. */
export async function readJson(path: string, code: CheckpointErrorCode): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw readFailure(path, cause);
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    const came = text.trim() === '' ? 'an empty file' : (cause as Error).message;
    throw new CheckpointError(code, `${path}: expected JSON, came ${came}`, { cause });
  }
}
