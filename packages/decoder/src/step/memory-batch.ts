import type { Tensor } from '@crossattn/core';
import { memoryKeys, memoryValues } from '../graph/project-graph.js';
import type { LayerMemory, ProjectedMemoryContent } from '../memory/projected-memory.js';

/** One memory of a projected batch. */
export interface MemorySource {
  readonly content: ProjectedMemoryContent;
  readonly item: number;
}

interface LayerItem {
  readonly layer: LayerMemory;
  readonly item: number;
}

/** The memories that a step queries, side by side. */
export interface MemoryBatch {
  /** Which source each memory of the batch is. */
  readonly sources: readonly number[];
  readonly feeds: Readonly<Record<string, Tensor>>;
}

/** The sources as one batch: as they lie where they are a whole projected memory, otherwise copied side by side. */
export function joinMemories(all: readonly MemorySource[], sources: readonly number[]): MemoryBatch {
  const chosen = sources.map((source) => all[source] as MemorySource);
  const whole = chosen[0]?.content;
  if (
    whole?.mask.shape[0] === chosen.length &&
    chosen.every(({ content, item }, i) => content === whole && item === i)
  ) {
    return memoryBatch(sources, whole.mask, whole.layers);
  }
  const length = Math.max(...chosen.map(({ content }) => content.mask.shape[1] as number));
  const mask = new Uint8Array(chosen.length * length);
  chosen.forEach(({ content, item }, place) => {
    const own = content.mask.shape[1] as number;
    mask.set(content.mask.data.subarray(item * own, (item + 1) * own), place * length);
  });
  const layers = (whole?.layers ?? []).map((_, index) => {
    const items = chosen.map(({ content, item }) => ({ layer: content.layers[index] as LayerMemory, item }));
    return { keys: joinKeys(items, length), values: joinValues(items, length) };
  });
  return memoryBatch(sources, { type: 'bool', shape: [chosen.length, length], data: mask }, layers);
}

function memoryBatch(sources: readonly number[], mask: Tensor<'bool'>, layers: readonly LayerMemory[]): MemoryBatch {
  const [batch = 0, length = 0] = mask.shape;
  const feeds: Record<string, Tensor> = { memory_mask: { ...mask, shape: [batch, 1, 1, length] } };
  layers.forEach(({ keys, values }, layer) => {
    feeds[memoryKeys(layer)] = keys;
    feeds[memoryValues(layer)] = values;
  });
  return { sources, feeds };
}

/** Items of `[batch, heads, N, headSize]` values as one batch of `length` positions, zeros behind shorter ones. */
function joinValues(items: readonly LayerItem[], length: number): Tensor<'float32'> {
  const [, heads = 0, , headSize = 0] = items[0]?.layer.values.shape ?? [];
  const data = new Float32Array(items.length * heads * length * headSize);
  items.forEach(({ layer: { values }, item }, place) => {
    copyRuns(values, item, heads, data, place, length * headSize);
  });
  return { type: 'float32', shape: [items.length, heads, length, headSize], data };
}

/** Items of `[batch, heads, headSize, N]` keys as one batch of `length` positions, zeros behind shorter ones. */
function joinKeys(items: readonly LayerItem[], length: number): Tensor<'float32'> {
  const [, heads = 0, headSize = 0] = items[0]?.layer.keys.shape ?? [];
  const data = new Float32Array(items.length * heads * headSize * length);
  items.forEach(({ layer: { keys }, item }, place) => {
    copyRuns(keys, item, heads * headSize, data, place, length);
  });
  return { type: 'float32', shape: [items.length, heads, headSize, length], data };
}

/** Copies an item of `runs` runs into its place, where every run has room for `room` elements. */
function copyRuns(
  { data: from, shape }: Tensor<'float32'>,
  item: number,
  runs: number,
  to: Float32Array,
  place: number,
  room: number,
): void {
  const size = shape.reduce((product, dimension) => product * dimension, 1) / ((shape[0] as number) * runs);
  if (size === room) {
    to.set(from.subarray(item * runs * size, (item + 1) * runs * size), place * runs * room);
    return;
  }
  for (let run = 0; run < runs; run++) {
    const start = (item * runs + run) * size;
    to.set(from.subarray(start, start + size), (place * runs + run) * room);
  }
}
