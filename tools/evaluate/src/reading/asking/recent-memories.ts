import type { ReadingPassage } from '../collection/reading-collection.js';
import type { PassageReader } from './passage-reader.js';

/** Memories of the passages that were read last: one of 170 tokens takes a quarter of a megabyte. */
const room = 600;

/** Encodes each passage once, as long as it is asked for again soon enough. */
export class RecentMemories<Memory> {
  readonly #reader: Pick<PassageReader<Memory>, 'encode'>;
  readonly #memories = new Map<string, Memory>();

  constructor(reader: Pick<PassageReader<Memory>, 'encode'>) {
    this.#reader = reader;
  }

  async of(passages: readonly ReadingPassage[], signal: AbortSignal): Promise<Memory[]> {
    const missing = passages.filter(({ id }) => !this.#memories.has(id));
    const encoded =
      missing.length === 0
        ? []
        : await this.#reader.encode(
            missing.map(({ text }) => text),
            { signal },
          );
    const fresh = new Map(missing.map(({ id }, index) => [id, encoded[index] as Memory]));
    const memories = passages.map(({ id }) => fresh.get(id) ?? (this.#memories.get(id) as Memory));
    for (const [index, { id }] of passages.entries()) {
      this.#memories.delete(id);
      this.#memories.set(id, memories[index] as Memory);
    }
    for (const id of this.#memories.keys()) {
      if (this.#memories.size <= room) break;
      this.#memories.delete(id);
    }
    return memories;
  }
}
