import type { FileHandle } from 'node:fs/promises';
import { open, realpath, stat } from 'node:fs/promises';
import { CheckpointError } from '../errors.js';
import { decodeTensor } from '../safetensors/decode-tensor.js';
import { findEntry } from '../safetensors/find-entry.js';
import { headerLength, lengthFieldBytes, parseHeader } from '../safetensors/header.js';
import { indexTensors } from '../safetensors/index-tensors.js';
import type { Safetensors } from '../safetensors/safetensors.js';
import { filePath } from './file-path.js';
import { readFailure } from './system-error.js';

/** A safetensors file on disk. */
export interface SafetensorsFile extends Safetensors {
  /** Absolute path with symbolic links resolved. */
  readonly path: string;
}

/**
 * Opens a safetensors file: checks its header completely and reads no data. Tensors are read when asked for, each with
 * one positioned read; the file is closed in between.
 *
 * @throws CheckpointError `not-found`, `wrong-kind`, `unreadable`, `truncated`, `header-too-long`, `invalid-header`,
 * `unknown-element-type`, `length-mismatch`, `offsets-out-of-range`, `offsets-overlap`, `unused-bytes`.
 * @see https://huggingface.co/docs/safetensors/index#format
 */
export async function openSafetensors(file: string | URL): Promise<SafetensorsFile> {
  const given = filePath(file);
  const path = await realpath(given).catch((cause) => {
    throw readFailure(given, cause);
  });
  const { header, stamp } = await withFile(path, async (handle, stamp) => {
    const field = await readBytes(handle, 0, Math.min(lengthFieldBytes, stamp.size), path);
    const length = headerLength(field, stamp.size, path);
    const bytes = await readBytes(handle, lengthFieldBytes, length, path);
    return { header: parseHeader(bytes, stamp.size, path), stamp };
  });
  return {
    path,
    ...indexTensors(header, ({ offset, length }) => ({ file: path, offset, length })),
    async read(name, { signal } = {}) {
      signal?.throwIfAborted();
      const entry = findEntry(header, name, path);
      const bytes = await withFile(path, (handle, now) => {
        if (now.size !== stamp.size || now.modified !== stamp.modified) {
          throw new CheckpointError('file-changed', `${path}: changed since its header was read; open it again`);
        }
        return readBytes(handle, entry.offset, entry.length, path);
      });
      signal?.throwIfAborted();
      return decodeTensor(entry, bytes.buffer, path);
    },
  };
}

interface Stamp {
  readonly size: number;
  readonly modified: number;
}

async function withFile<Result>(
  path: string,
  use: (handle: FileHandle, stamp: Stamp) => Promise<Result>,
): Promise<Result> {
  let handle: FileHandle | undefined;
  try {
    const status = await stat(path);
    if (!status.isFile()) throw new CheckpointError('wrong-kind', `${path}: expected a file, came ${kind(status)}`);
    handle = await open(path);
    return await use(handle, { size: status.size, modified: status.mtimeMs });
  } catch (cause) {
    throw cause instanceof CheckpointError ? cause : readFailure(path, cause);
  } finally {
    await handle?.close();
  }
}

function kind(status: { isDirectory(): boolean }): string {
  return status.isDirectory() ? 'a folder' : 'a device or pipe';
}

/** Node refuses to read 2 GiB or more at once. */
const longestRead = 2 ** 30;

async function readBytes(
  handle: FileHandle,
  position: number,
  length: number,
  path: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const wanted = Math.min(length - filled, longestRead);
    const { bytesRead } = await handle.read(bytes, filled, wanted, position + filled);
    if (bytesRead === 0) {
      throw new CheckpointError('truncated', `${path}: expected ${length} bytes at ${position}, came ${filled}`);
    }
    filled += bytesRead;
  }
  return bytes;
}
