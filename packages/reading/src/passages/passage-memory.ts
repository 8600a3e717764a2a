import { joinMemories, type Memory } from '@crossattn/core';

/**
 * Passages that were encoded without a question, to be asked as often as wanted: a memory whose slots are passages, with
 * the texts that the slots number. A memory from a file becomes one with its text: `{ ...memory, passages: [text] }`.
 */
export interface PassageMemory extends Memory {
  /** The texts, in the order in which the slots number them. */
  readonly passages: readonly string[];
}

/**
 * Joins memories of passages into one that holds them all, in their order.
 *
 * @throws MemoryError of `@crossattn/core`: `no-memories`, `encoder-mismatch`, `width-mismatch`
 */
export function joinPassages(memories: readonly PassageMemory[]): PassageMemory {
  return { ...joinMemories(memories), passages: memories.flatMap(({ passages }) => passages) };
}
