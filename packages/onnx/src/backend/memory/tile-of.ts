import { type ComputeTensor, computeTensor } from '../tensor/compute-tensor.js';
import type { Tile } from './folded-rows.js';

/** Keys or values of the batches and heads of a tile, without a copy. */
export function tileOf(tensor: ComputeTensor, tile: Omit<Tile, 'start' | 'length'>): ComputeTensor {
  const [batches = 0, heads = 0, keys = 0, width = 0] = tensor.shape;
  if (tile.batches === batches && tile.heads === heads) return tensor;
  const start = (tile.firstBatch * heads + tile.firstHead) * keys * width;
  const count = tile.batches * tile.heads * keys * width;
  const shape = [tile.batches, tile.heads, keys, width];
  return computeTensor(tensor.type, shape, tensor.data.subarray(start, start + count));
}
