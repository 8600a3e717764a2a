import type { Tensor } from '@crossattn/core';
import type { LayerMemory } from '../memory/projected-memory.js';
import type { MemoryItem } from './memory-source.js';

/** Items of one part as one batch. */
export interface ItemBatch {
  /** `[batch, length]` */
  readonly mask: Tensor<'bool'>;
  readonly layers: readonly LayerMemory[];
}

/**
 * Items side by side: as they lie where they follow each other in one projected memory, otherwise copied, with masked
 * zeros behind shorter ones.
 */
export function stackItems(items: readonly MemoryItem[]): ItemBatch {
  const [{ content, item: start }] = items as readonly [MemoryItem];
  if (items.every((own, i) => own.content === content && own.item === start + i)) {
    const view = <Type extends 'bool' | 'float32'>(tensor: Tensor<Type>) => viewItems(tensor, start, items.length);
    return {
      mask: view(content.mask),
      layers: content.layers.map(({ keys, values }) => ({ keys: view(keys), values: view(values) })),
    };
  }
  const length = Math.max(...items.map(({ content: { mask } }) => mask.shape[1] as number));
  const mask = new Uint8Array(items.length * length);
  items.forEach(({ content, item }, place) => {
    const own = content.mask.shape[1] as number;
    mask.set(content.mask.data.subarray(item * own, (item + 1) * own), place * length);
  });
  return {
    mask: { type: 'bool', shape: [items.length, length], data: mask },
    layers: content.layers.map((_, layer) => ({
      keys: stackKeys(items, layer, length),
      values: stackValues(items, layer, length),
    })),
  };
}

function viewItems<Type extends 'bool' | 'float32'>(tensor: Tensor<Type>, start: number, count: number): Tensor<Type> {
  const [batch = 0, ...rest] = tensor.shape;
  if (start === 0 && count === batch) return tensor;
  const size = tensor.data.length / batch;
  const data = tensor.data.subarray(start * size, (start + count) * size) as Tensor<Type>['data'];
  return { ...tensor, shape: [count, ...rest], data };
}

/** Items of `[batch, heads, N, headSize]` values as one batch of `length` positions. */
function stackValues(items: readonly MemoryItem[], layer: number, length: number): Tensor<'float32'> {
  const tensors = items.map(({ content }) => (content.layers[layer] as LayerMemory).values);
  const [, heads = 0, , headSize = 0] = tensors[0]?.shape ?? [];
  const data = new Float32Array(items.length * heads * length * headSize);
  items.forEach(({ item }, place) => {
    copyRuns(tensors[place] as Tensor<'float32'>, item, heads, data, place, length * headSize);
  });
  return { type: 'float32', shape: [items.length, heads, length, headSize], data };
}

/** Items of `[batch, heads, headSize, N]` keys as one batch of `length` positions. */
function stackKeys(items: readonly MemoryItem[], layer: number, length: number): Tensor<'float32'> {
  const tensors = items.map(({ content }) => (content.layers[layer] as LayerMemory).keys);
  const [, heads = 0, headSize = 0] = tensors[0]?.shape ?? [];
  const data = new Float32Array(items.length * heads * headSize * length);
  items.forEach(({ item }, place) => {
    copyRuns(tensors[place] as Tensor<'float32'>, item, heads * headSize, data, place, length);
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
