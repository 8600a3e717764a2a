import type { Tensor } from '@crossattn/core';
import { memoryMask } from '../graph/memory-inputs.js';
import { memoryKeys, memoryValues } from '../graph/project-graph.js';
import { arrangeSources } from './arrange-sources.js';
import type { MemoryItem, MemorySource } from './memory-source.js';
import { stackItems } from './stack-items.js';

/** The memories that a step queries, side by side. */
export interface MemoryBatch {
  /** Which source stands at each place; -1 at an empty one. */
  readonly sources: readonly number[];
  readonly feeds: Readonly<Record<string, Tensor>>;
}

/** The sources as one batch, in which neighbours share what they can. */
export function batchMemories(all: readonly MemorySource[], sources: readonly number[]): MemoryBatch {
  const { places, sharing } = arrangeSources(all, sources);
  const feeds: Record<string, Tensor> = {};
  sharing.forEach((size, part) => {
    // An empty place reads what its neighbour has.
    let last = 0;
    const own = places.map((source) => {
      if (source >= 0) last = source;
      return (all[last] as MemorySource)[part] as MemoryItem;
    });
    const { mask, layers } = stackItems(own.filter((_, place) => place % size === 0));
    const [batch = 0, length = 0] = mask.shape;
    feeds[memoryMask(part)] = { ...mask, shape: [batch, 1, 1, length] };
    layers.forEach(({ keys, values }, layer) => {
      feeds[memoryKeys(layer, part)] = keys;
      feeds[memoryValues(layer, part)] = values;
    });
  });
  return { sources: places, feeds };
}
