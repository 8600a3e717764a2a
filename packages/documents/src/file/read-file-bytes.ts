import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { DocumentError } from '../document/document-error.js';
import type { CheckedReadOptions } from '../document/read-options.js';
import { fileError } from './file-error.js';

/** A pipe without a writer must not keep a thread waiting; Windows has no such flag. */
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
/** Between two of these an abort is noticed. */
const partLength = 2 ** 22;

/**
 * All bytes of a regular file.
 *
 * @throws {@link DocumentError} `file-not-found`, `not-a-file`, `file-unreadable`, `file-too-large`, `empty-file`
 */
export async function readFileBytes(path: string, options: CheckedReadOptions): Promise<Uint8Array> {
  const { maxBytes, signal } = options;
  let file: FileHandle | undefined;
  try {
    file = await open(path, readOnly);
    const status = await file.stat();
    if (!status.isFile()) {
      const what = status.isDirectory() ? 'a folder' : 'no regular file';
      throw new DocumentError('not-a-file', `${path} is ${what}; a file was expected`);
    }
    if (status.size === 0) throw new DocumentError('empty-file', `${path} is empty`);
    if (status.size > maxBytes) {
      throw new DocumentError(
        'file-too-large',
        `${path} has ${status.size} bytes, more than the limit of ${maxBytes} (option maxBytes)`,
      );
    }
    const bytes = new Uint8Array(status.size);
    for (let offset = 0; offset < bytes.length; offset += partLength) {
      signal?.throwIfAborted();
      await fill(file, bytes.subarray(offset, offset + partLength), offset, path);
    }
    return bytes;
  } catch (error) {
    signal?.throwIfAborted();
    throw fileError(error, path);
  } finally {
    await file?.close();
  }
}

async function fill(file: FileHandle, target: Uint8Array, position: number, path: string): Promise<void> {
  let filled = 0;
  while (filled < target.length) {
    const { bytesRead } = await file.read(target, filled, target.length - filled, position + filled);
    if (bytesRead === 0) throw new DocumentError('file-unreadable', `${path} became shorter while it was read`);
    filled += bytesRead;
  }
}
