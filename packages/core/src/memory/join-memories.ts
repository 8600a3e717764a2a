import { checkCompatible } from './check-compatible.js';
import type { Memory } from './memory.js';
import { MemoryBuilder } from './memory-builder.js';
import { MemoryError } from './memory-error.js';
import { SlotNumbering } from './slot-numbering.js';

/**
 * Joins memories along their length, so that one query attends to all of them: several photos, or a photo and a text.
 *
 * The images, texts and passages of each batch row are numbered on: where the first memory knows images 0 and 1, image 0
 * of the second becomes image 2. All memories have the same batch, width and encoder.
 *
 * @throws {@link MemoryError}
 */
export function joinMemories(memories: readonly Memory[]): Memory {
  const first = checkCompatible(memories);
  const batch = first.states.shape[0] as number;
  for (const [index, { states }] of memories.entries()) {
    if (states.shape[0] !== batch)
      throw new MemoryError(
        'batch-mismatch',
        `memories[${index}]: expected ${batch} batch rows as the first has, got ${states.shape[0]}`,
      );
  }
  const length = memories.reduce((total, { states }) => total + (states.shape[1] as number), 0);
  const builder = new MemoryBuilder(batch, length, first);
  for (let row = 0; row < batch; row += 1) {
    const numbering = new SlotNumbering();
    let position = 0;
    for (const memory of memories) {
      builder.copyRow(memory, row, row, position, numbering.continue(memory.slots[row] ?? []));
      position += memory.states.shape[1] as number;
    }
  }
  return builder.build();
}
