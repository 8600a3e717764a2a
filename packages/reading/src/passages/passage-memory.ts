import { joinMemories, type Memory, type Slot } from '@crossattn/core';

/**
 * Passages that were encoded without a question, to be asked as often as wanted: a memory whose slots are passages, with
 * the texts that the slots number. A memory from a file becomes one with its text: `{ ...memory, passages: [text] }`.
 */
export interface PassageMemory extends Memory {
  /** The texts, in the order in which the slots number them. */
  readonly passages: readonly string[];
}

/**
 * Joins memories of passages into one that holds them all, in their order. Only this numbers passages on in which the
 * model knows no word, for their memories are empty.
 *
 * @throws MemoryError of `@crossattn/core`: `no-memories`, `encoder-mismatch`, `width-mismatch`
 */
export function joinPassages(memories: readonly PassageMemory[]): PassageMemory {
  const joined = joinMemories(memories);
  const passages: string[] = [];
  const slots: Slot[] = [];
  for (const memory of memories) {
    // Passages without a word that is known have no slot that would number them.
    const first = passages.length;
    for (const slot of memory.slots[0] ?? []) {
      slots.push(slot.kind === 'passage' ? { ...slot, passage: first + slot.passage } : slot);
    }
    passages.push(...memory.passages);
  }
  return { ...joined, slots: [slots], passages };
}
