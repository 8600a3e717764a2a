import { WebGpuError } from '../webgpu-error.js';

/** Keys of one head pair, or of several, that lie in one buffer. */
export interface KeyRange {
  readonly firstKey: number;
  readonly keys: number;
}

/** Neighbouring head pairs and the ranges that their keys are cut into: one, or several for a single pair. */
export interface PairGroup {
  readonly firstPair: number;
  readonly pairs: number;
  readonly ranges: readonly KeyRange[];
}

/** Cuts a memory so that no buffer is larger than the limit: first between pairs, then between keys. */
export function planSegments(
  memory: { readonly batch: number; readonly heads: number; readonly keys: number; readonly bytesOfKey: number },
  limit: number,
): PairGroup[] {
  const { keys, bytesOfKey } = memory;
  const pairs = memory.batch * memory.heads;
  if (pairs === 0 || keys === 0) return [];
  const fitting = Math.floor(limit / bytesOfKey);
  if (fitting === 0)
    throw new WebGpuError(
      'limit-exceeded',
      `key or value: one row takes ${bytesOfKey} bytes on the device, whose buffers hold at most ${limit}`,
    );
  return fitting >= keys ? wholePairs(pairs, keys, Math.floor(fitting / keys)) : cutPairs(pairs, keys, fitting);
}

function wholePairs(pairs: number, keys: number, pairsOfGroup: number): PairGroup[] {
  return Array.from({ length: Math.ceil(pairs / pairsOfGroup) }, (_, group) => ({
    firstPair: group * pairsOfGroup,
    pairs: Math.min(pairsOfGroup, pairs - group * pairsOfGroup),
    ranges: [{ firstKey: 0, keys }],
  }));
}

function cutPairs(pairs: number, keys: number, keysOfRange: number): PairGroup[] {
  const ranges = Array.from({ length: Math.ceil(keys / keysOfRange) }, (_, range) => ({
    firstKey: range * keysOfRange,
    keys: Math.min(keysOfRange, keys - range * keysOfRange),
  }));
  return Array.from({ length: pairs }, (_, pair) => ({ firstPair: pair, pairs: 1, ranges }));
}
