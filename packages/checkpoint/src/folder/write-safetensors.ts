import { open, rename, rm } from 'node:fs/promises';
import { CheckpointError } from '../errors.js';
import { encodeHeader, type NamedTensors } from '../safetensors/encode-header.js';
import type { SafetensorsOptions } from '../safetensors/encode-safetensors.js';
import { filePath } from './file-path.js';

/**
 * Writes tensors to a safetensors file, each at a multiple of its element size. The file appears when it is complete:
 * what stood there before stays untouched until then.
 *
 * @throws CheckpointError `invalid-tensor` where type, shape and data disagree, a bool is neither 0 nor 1, a name is reserved, or
 * metadata are no texts; `unwritable`.
 */
export async function writeSafetensors(
  file: string | URL,
  tensors: NamedTensors,
  { metadata = {}, signal }: SafetensorsOptions & { readonly signal?: AbortSignal } = {},
): Promise<void> {
  const path = filePath(file);
  const { bytes, data } = encodeHeader(tensors, metadata);
  const unfinished = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}.partial`;
  try {
    const handle = await open(unfinished, 'wx');
    try {
      for (const part of [bytes, ...data]) {
        signal?.throwIfAborted();
        await handle.appendFile(part);
      }
    } finally {
      await handle.close();
    }
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    signal?.throwIfAborted();
    throw new CheckpointError('unwritable', `${path}: cannot be written: ${(cause as Error).message}`, { cause });
  }
}
