import type { ProjectedMemoryContent } from '../memory/projected-memory.js';

/** One item of a projected batch. */
export interface MemoryItem {
  readonly content: ProjectedMemoryContent;
  readonly item: number;
}

/** What one text queries: an item of each part, in the order in which its positions are joined. */
export type MemorySource = readonly MemoryItem[];
