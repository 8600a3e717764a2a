import { describeValue } from '../tensor/describe-value.js';
import { createMemory } from './create-memory.js';
import type { Memory } from './memory.js';
import { MemoryError } from './memory-error.js';

/** Checks every memory, that there is one, and that all have the encoder and width of the first, which is returned. */
export function checkCompatible(memories: readonly Memory[]): Memory {
  if (!Array.isArray(memories))
    throw new MemoryError('no-memories', `memories: expected a list of memories, got ${describeValue(memories)}`);
  const [first, ...others] = memories.map(createMemory);
  if (!first) throw new MemoryError('no-memories', 'memories: expected at least one, got an empty list');
  for (const [index, { encoder, states }] of others.entries()) {
    if (encoder.name !== first.encoder.name || encoder.revision !== first.encoder.revision)
      throw new MemoryError(
        'encoder-mismatch',
        `memories[${index + 1}]: expected the encoder ${first.encoder.name} ${first.encoder.revision} of the first, got ${encoder.name} ${encoder.revision}`,
      );
    if (states.shape[2] !== first.states.shape[2])
      throw new MemoryError(
        'width-mismatch',
        `memories[${index + 1}]: expected the width ${first.states.shape[2]} of the first, got ${states.shape[2]}`,
      );
  }
  return first;
}
