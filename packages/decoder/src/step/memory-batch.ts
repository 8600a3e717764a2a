import type { Tensor } from '@crossattn/core';
import { memoryKeys, memoryValues } from '../graph/project-graph.js';
import type { LayerMemory, ProjectedMemoryContent } from '../memory/projected-memory.js';

/** One memory of a projected batch. */
export interface MemorySource {
  readonly content: ProjectedMemoryContent;
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
  const layers = (whole?.layers ?? []).map((_, layer) => ({
    keys: joinTensors(
      chosen.map(({ content, item }) => ({ tensor: layerOf(content, layer).keys, item })),
      length,
    ),
    values: joinTensors(
      chosen.map(({ content, item }) => ({ tensor: layerOf(content, layer).values, item })),
      length,
    ),
  }));
  return memoryBatch(sources, { type: 'bool', shape: [chosen.length, length], data: mask }, layers);
}

function layerOf(content: ProjectedMemoryContent, layer: number): LayerMemory {
  return content.layers[layer] as LayerMemory;
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

/** Items of `[batch, heads, N, headSize]` tensors as one batch of `length` positions, zeros behind shorter ones. */
function joinTensors(
  items: readonly { readonly tensor: Tensor<'float32'>; readonly item: number }[],
  length: number,
): Tensor<'float32'> {
  const [, heads = 0, , headSize = 0] = items[0]?.tensor.shape ?? [];
  const data = new Float32Array(items.length * heads * length * headSize);
  items.forEach(({ tensor, item }, place) => {
    const own = (tensor.shape[2] as number) * headSize;
    for (let head = 0; head < heads; head++) {
      const from = (item * heads + head) * own;
      data.set(tensor.data.subarray(from, from + own), (place * heads + head) * length * headSize);
    }
  });
  return { type: 'float32', shape: [items.length, heads, length, headSize], data };
}
