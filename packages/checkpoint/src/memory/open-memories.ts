import { createMemory, type EncoderIdentity, type Memory, MemoryError } from '@crossattn/core';
import { CheckpointError } from '../errors.js';
import { openSafetensors, type SafetensorsFile } from '../folder/open-safetensors.js';
import { describeValue } from '../json.js';
import { type MemoryManifest, readManifest } from './memory-manifest.js';
import { maskName, statesName, tensorsDigest } from './memory-tensors.js';
import { readSlots } from './slot-runs.js';

/** What a memory file is opened with. */
export interface OpenMemoriesOptions {
  /**
   * Who must have made the memories: `identity` of the encoder whose place they take, or `encoder` of the decoder that will
   * query them.
   */
  readonly encoder: EncoderIdentity;
}

/** A file of memories, read one at a time when asked for. Nothing is held open. */
export interface MemoryFile {
  /** Absolute path with symbolic links resolved. */
  readonly path: string;
  readonly encoder: EncoderIdentity;
  /** Names of the memories, in the order in which they were saved. */
  readonly names: readonly string[];
  /**
   * Reads a memory, and checks that it is as it was written.
   *
   * @throws CheckpointError `unknown-memory`, `digest-mismatch`, `invalid-memory`, `file-changed`, `not-found`,
   * `unreadable`; the signal's reason on abort
   */
  read(name: string, options?: { readonly signal?: AbortSignal }): Promise<Memory>;
}

/**
 * Opens a file that {@link saveMemories} or {@link saveMemory} wrote, and reads no states yet.
 *
 * Every change of a file after it was written is found, here or when the memory is read. The digests guard against
 * damage and mistakes, not against somebody who computes them anew.
 *
 * @param file - a path or a `file:` URL
 * @throws CheckpointError `wrong-encoder` for memories of another encoder or revision, `invalid-memory` for a file that
 * holds no memories, `digest-mismatch`, `unsupported-format-version`, and all that {@link openSafetensors} throws
 */
export async function openMemories(file: string | URL, options: OpenMemoriesOptions): Promise<MemoryFile> {
  const tensors = await openSafetensors(file);
  const manifest = readManifest(tensors.metadata, tensors.path);
  checkEncoder(manifest.encoder, options?.encoder, tensors.path);
  const indices = new Map(manifest.memories.map(({ name }, index) => [name, index]));
  return {
    path: tensors.path,
    encoder: manifest.encoder,
    names: [...indices.keys()],
    async read(name, options = {}) {
      const index = indices.get(name);
      if (index !== undefined) return readMemory(tensors, manifest, index, options);
      throw new CheckpointError(
        'unknown-memory',
        `${tensors.path}: no memory ${describeValue(name)} among its ${indices.size} memories`,
      );
    },
  };
}

async function readMemory(
  tensors: SafetensorsFile,
  { encoder, memories }: MemoryManifest,
  index: number,
  options: { readonly signal?: AbortSignal },
): Promise<Memory> {
  const { name, slots, digest } = memories[index] as MemoryManifest['memories'][number];
  const place = `${tensors.path}: memory ${describeValue(name)}`;
  const [states, mask] = await Promise.all([
    tensors.read(statesName(index), options),
    tensors.read(maskName(index), options),
  ]).catch((cause: unknown) => {
    if (!(cause instanceof CheckpointError) || cause.code !== 'unknown-tensor') throw cause;
    throw new CheckpointError('invalid-memory', `${place}: expected states and a mask: ${cause.message}`, { cause });
  });
  if (tensorsDigest(states, mask) !== digest) {
    throw new CheckpointError('digest-mismatch', `${place}: its states and mask are not as they were written`);
  }
  try {
    return createMemory({ states, mask, slots: slots.map(readSlots), encoder } as Memory);
  } catch (cause) {
    if (!(cause instanceof MemoryError)) throw cause;
    throw new CheckpointError('invalid-memory', `${place}: ${cause.message}`, { cause });
  }
}

function checkEncoder(own: EncoderIdentity, expected: EncoderIdentity | undefined, path: string): void {
  if (own.name === expected?.name && own.revision === expected.revision) return;
  const wanted = expected === undefined ? 'an encoder to compare with' : `${expected.name} ${expected.revision}`;
  throw new CheckpointError(
    'wrong-encoder',
    `${path}: expected memories of the encoder ${wanted}, came those of ${own.name} ${own.revision}; encode the input again`,
  );
}
