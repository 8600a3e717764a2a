import { checkCompatible } from './check-compatible.js';
import type { Memory } from './memory.js';
import { MemoryBuilder } from './memory-builder.js';

/**
 * Stacks memories along the batch. Shorter ones are padded at the end with zeros that the mask hides, so each row gives the
 * same answer as alone. All memories have the same width and encoder.
 *
 * @throws {@link MemoryError}
 */
export function stackMemories(memories: readonly Memory[]): Memory {
  const first = checkCompatible(memories);
  const batch = memories.reduce((total, { states }) => total + (states.shape[0] as number), 0);
  const length = memories.reduce((longest, { states }) => Math.max(longest, states.shape[1] as number), 0);
  const builder = new MemoryBuilder(batch, length, first);
  let target = 0;
  for (const memory of memories) {
    for (let row = 0; row < (memory.states.shape[0] as number); row += 1) {
      builder.copyRow(memory, row, target);
      target += 1;
    }
  }
  return builder.build();
}
