import { createMemory, type EncoderIdentity, type Memory, type Tensor } from '@crossattn/core';
import { CheckpointError } from '../errors.js';
import { writeSafetensors } from '../folder/write-safetensors.js';
import { describeValue } from '../json.js';
import { type MemoryEntry, writeManifest } from './memory-manifest.js';
import { maskName, statesName, tensorsDigest } from './memory-tensors.js';
import { writeSlots } from './slot-runs.js';

/**
 * Writes memories of one encoder to a safetensors file, to be asked later without encoding again: {@link openMemories}
 * reads them one at a time. The file appears when it is complete; what stood there before stays untouched until then.
 *
 * @param file - a path or a `file:` URL
 * @param memories - by name, such as the file name of each photo; a map, or anything that gives pairs
 * @throws CheckpointError `invalid-memory` for none at all or a name that comes twice, `wrong-encoder` for memories of two
 * encoders, `unwritable`
 * @throws MemoryError of `@crossattn/core` for a memory whose parts do not fit; the signal's reason on abort
 */
export async function saveMemories(
  file: string | URL,
  memories: Iterable<readonly [name: string, memory: Memory]>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  const tensors: Record<string, Tensor> = {};
  const entries: MemoryEntry[] = [];
  const names = new Set<string>();
  let encoder: EncoderIdentity | undefined;
  for (const [name, given] of memories) {
    options.signal?.throwIfAborted();
    if (typeof name !== 'string' || names.has(name)) {
      throw new CheckpointError(
        'invalid-memory',
        `memories: expected a name for each, came ${describeValue(name)}${names.has(name) ? ' twice' : ''}`,
      );
    }
    names.add(name);
    const { states, mask, slots, encoder: own } = createMemory(given);
    encoder ??= own;
    if (own.name !== encoder.name || own.revision !== encoder.revision) {
      throw new CheckpointError(
        'wrong-encoder',
        `memory ${describeValue(name)}: expected the encoder ${encoder.name} ${encoder.revision} of the first, came ${own.name} ${own.revision}`,
      );
    }
    tensors[statesName(entries.length)] = states;
    tensors[maskName(entries.length)] = mask;
    entries.push({ name, slots: slots.map(writeSlots), digest: tensorsDigest(states, mask) });
  }
  if (encoder === undefined) throw new CheckpointError('invalid-memory', 'memories: expected at least one, came none');
  await writeSafetensors(file, tensors, { ...options, metadata: writeManifest({ encoder, memories: entries }) });
}

/**
 * Writes one memory, alone or a batch, to a safetensors file; {@link loadMemory} reads it.
 *
 * @throws as {@link saveMemories}
 */
export async function saveMemory(
  file: string | URL,
  memory: Memory,
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  await saveMemories(file, [['memory', memory]], options);
}
