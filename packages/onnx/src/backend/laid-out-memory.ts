import type { ComputeTensor } from './compute-tensor.js';
import type { MemorySegment } from './memory-segment.js';

/** A memory in the form that the backend computes with. */
export interface LaidOutMemory {
  readonly segments: readonly MemorySegment[];
  readonly batches: number;
  readonly heads: number;
  /** `N`, before keys were removed. */
  readonly keys: number;
  readonly valueWidth: number;
}

export function laidOut(key: ComputeTensor, value: ComputeTensor, segments: readonly MemorySegment[]): LaidOutMemory {
  const [batches = 0, heads = 0, keys = 0] = key.shape;
  return { segments, batches, heads, keys, valueWidth: value.shape[3] ?? 0 };
}

/** Keys and values of the batches and heads of a tile, without a copy. */
export function tileOf(
  tensor: ComputeTensor,
  tile: { readonly firstBatch: number; readonly batches: number; readonly firstHead: number; readonly heads: number },
): ComputeTensor {
  const [batches = 0, heads = 0, keys = 0, width = 0] = tensor.shape;
  if (tile.batches === batches && tile.heads === heads) return tensor;
  const start = (tile.firstBatch * heads + tile.firstHead) * keys * width;
  const shape = [tile.batches, tile.heads, keys, width];
  const data = tensor.data.subarray(start, start + tile.batches * tile.heads * keys * width);
  return { ...tensor, shape, data } as ComputeTensor;
}
