import { DecoderError } from '../decoder-error.js';
import { JoinedMemory } from '../memory/joined-memory.js';
import { type DecoderIdentity, ProjectedMemory } from '../memory/projected-memory.js';
import type { MemorySource } from '../step/memory-source.js';

/** A memory whose keys and values are there already. */
export type QueryableMemory = ProjectedMemory | JoinedMemory;

/** Whether a value is a projected or joined memory. */
export function isQueryable(value: unknown): value is QueryableMemory {
  return value instanceof ProjectedMemory || value instanceof JoinedMemory;
}

/**
 * Refuses lists with something else in them, or none, and memories of differently many parts.
 *
 * @returns how many memories there are in all batches
 * @throws DecoderError `invalid-memory`
 */
export function countMemories(memories: readonly unknown[]): number {
  let items = 0;
  let parts = 0;
  for (const [index, memory] of memories.entries()) {
    if (!isQueryable(memory)) {
      throw new DecoderError('invalid-memory', `memories[${index}]: expected a projected or joined memory`);
    }
    const own = partsOf(memory);
    parts ||= own;
    if (own !== parts) {
      throw new DecoderError(
        'invalid-memory',
        `memories[${index}]: expected ${parts} joined parts as the first has, got ${own}`,
      );
    }
    items += memory.batch;
  }
  if (items === 0) throw new DecoderError('invalid-memory', 'memories: expected at least one, got none');
  return items;
}

/**
 * What the texts of each memory query, in order.
 *
 * @throws DecoderError `wrong-memory`, `disposed`
 */
export function memorySources(memories: readonly QueryableMemory[], decoder: DecoderIdentity): MemorySource[] {
  return memories.flatMap((memory) => {
    checkDecoder(memory, decoder);
    if (memory instanceof ProjectedMemory) {
      const { content } = memory;
      return Array.from({ length: memory.batch }, (_, item): MemorySource => [{ content, item }]);
    }
    const parts = memory.parts.map((part) => ({ content: part.memory.content, rows: part.rows }));
    return Array.from(
      { length: memory.batch },
      (_, item): MemorySource => parts.map(({ content, rows }) => ({ content, item: rows[item] as number })),
    );
  });
}

function partsOf(memory: QueryableMemory): number {
  return memory instanceof JoinedMemory ? memory.parts.length : 1;
}

function checkDecoder({ decoder }: QueryableMemory, { name, revision }: DecoderIdentity): void {
  if (decoder.name === name && decoder.revision === revision) return;
  throw new DecoderError(
    'wrong-memory',
    `memory: expected one projected by ${name} ${revision}, got one projected by ${decoder.name} ${decoder.revision}`,
  );
}
