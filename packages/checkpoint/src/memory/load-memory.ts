import type { Memory } from '@crossattn/core';
import { CheckpointError } from '../errors.js';
import { type OpenMemoriesOptions, openMemories } from './open-memories.js';

/**
 * Reads the one memory of a file that {@link saveMemory} wrote.
 *
 * @throws CheckpointError as {@link openMemories} and its `read`; `invalid-memory` too where the file holds several
 */
export async function loadMemory(
  file: string | URL,
  options: OpenMemoriesOptions & { readonly signal?: AbortSignal },
): Promise<Memory> {
  const signal = options?.signal;
  signal?.throwIfAborted();
  const memories = await openMemories(file, options);
  const [name, ...others] = memories.names;
  if (name === undefined || others.length > 0) {
    throw new CheckpointError(
      'invalid-memory',
      `${memories.path}: expected one memory, came ${memories.names.length}: openMemories reads them by name`,
    );
  }
  return memories.read(name, signal === undefined ? {} : { signal });
}
