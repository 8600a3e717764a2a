import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { ImageError } from './image-error.js';
import { identifyFormat } from './image-format.js';
import { refuseFormat } from './refuse-format.js';

/** Holds all of most photos, so that one read is enough for them. */
const firstRead = 2 ** 18;
/** A pipe without a writer must not keep a thread waiting; Windows has no such flag. */
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
/** Between two of these an abort is noticed. */
const nextReads = 2 ** 24;

/**
 * The bytes of an image file. What is no image is refused from its first bytes, before the rest is read.
 *
 * @throws {@link ImageError} `file-not-found`, `not-a-file`, `file-unreadable`, `empty-image`, `unsupported-format`
 */
export async function readImageFile(path: string | URL, name: string, signal?: AbortSignal): Promise<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, readOnly);
    const status = await file.stat();
    if (!status.isFile()) {
      const what = status.isDirectory() ? 'a folder' : 'no regular file';
      throw new ImageError('not-a-file', `${name} is ${what}; the path of an image file was expected`);
    }
    if (status.size === 0) throw new ImageError('empty-image', `${name} is empty`);
    const bytes = new Uint8Array(status.size);
    const headLength = Math.min(firstRead, bytes.length);
    await fill(file, bytes.subarray(0, headLength), 0, name);
    if (identifyFormat(bytes) === undefined) refuseFormat(bytes, name);
    for (let offset = headLength; offset < bytes.length; offset += nextReads) {
      signal?.throwIfAborted();
      await fill(file, bytes.subarray(offset, offset + nextReads), offset, name);
    }
    return bytes;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ImageError) throw error;
    throw fileError(error, name);
  } finally {
    await file?.close();
  }
}

async function fill(file: FileHandle, target: Uint8Array, position: number, name: string): Promise<void> {
  let filled = 0;
  while (filled < target.length) {
    const { bytesRead } = await file.read(target, filled, target.length - filled, position + filled);
    if (bytesRead === 0) throw new ImageError('file-unreadable', `${name} became shorter while it was read`);
    filled += bytesRead;
  }
}

function fileError(error: unknown, name: string): ImageError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new ImageError('file-not-found', `${name} does not exist`, { cause: error });
  }
  if (code === 'EISDIR') return new ImageError('not-a-file', `${name} is a folder`, { cause: error });
  if (code === 'EACCES' || code === 'EPERM') {
    return new ImageError('file-unreadable', `${name} may not be read: permission denied`, { cause: error });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new ImageError('file-unreadable', `${name} could not be read: ${reason}`, { cause: error });
}
