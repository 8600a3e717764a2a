import type { KeyValueCall } from '@crossattn/core';
import { type ComputeArray, type ComputeTensor, computeTensor, zeros } from '../tensor/compute-tensor.js';
import type { MemorySegment } from './memory-segment.js';

/** Keys and values in compute type, with what the call says about each key. */
export interface WidenedMemory {
  readonly key: ComputeTensor;
  readonly value: ComputeTensor;
  readonly keyMask: KeyValueCall['keyMask'];
  readonly keyWeight: KeyValueCall['keyWeight'];
}

/**
 * Lays a memory out: keys that the mask rules out are removed, which is what masking them means, and keeps whatever
 * they hold from ever being read. Nothing is copied where nothing is masked.
 */
export function prepareSegments(memory: WidenedMemory): MemorySegment[] {
  const { key, value, keyMask, keyWeight } = memory;
  const [batches = 0, heads = 0, length = 0] = key.shape;
  const kept = keyMask === undefined ? undefined : keptKeys(keyMask.data, batches, length);
  const uniform = kept?.every((indices) => indices.length === kept[0]?.length) ?? true;
  if (kept === undefined || (uniform && (kept[0]?.length ?? length) === length)) {
    const all = Array.from({ length: batches }, () => undefined);
    return [
      { firstBatch: 0, batches, heads, keys: length, key, value, ...keyBiasOf(keyWeight, key.type, length, 0, all) },
    ];
  }
  const groups = uniform ? [kept] : kept.map((indices) => [indices]);
  return groups.map((group, index) => {
    const firstBatch = uniform ? 0 : index;
    return {
      firstBatch,
      batches: group.length,
      heads,
      keys: group[0]?.length ?? 0,
      key: compacted(key, firstBatch, group),
      value: compacted(value, firstBatch, group),
      kept: group,
      ...keyBiasOf(keyWeight, key.type, length, firstBatch, group),
    };
  });
}

function keptKeys(mask: Uint8Array, batches: number, length: number): Int32Array[] {
  return Array.from({ length: batches }, (_, batch) => {
    const indices: number[] = [];
    for (let key = 0; key < length; key += 1) if (mask[batch * length + key] !== 0) indices.push(key);
    return Int32Array.from(indices);
  });
}

function compacted(tensor: ComputeTensor, firstBatch: number, group: readonly Int32Array[]): ComputeTensor {
  const [, heads = 0, length = 0, width = 0] = tensor.shape;
  const count = group[0]?.length ?? 0;
  const data = zeros(tensor.type, group.length * heads * count * width);
  let target = 0;
  for (const [index, indices] of group.entries()) {
    for (let head = 0; head < heads; head += 1) {
      const start = ((firstBatch + index) * heads + head) * length;
      for (const key of indices) {
        const source = (start + key) * width;
        data.set(tensor.data.subarray(source, source + width), target);
        target += width;
      }
    }
  }
  return computeTensor(tensor.type, [group.length, heads, count, width], data);
}

function keyBiasOf(
  keyWeight: KeyValueCall['keyWeight'],
  type: ComputeTensor['type'],
  length: number,
  firstBatch: number,
  group: readonly (Int32Array | undefined)[],
): { keyBias?: ComputeArray } {
  if (keyWeight === undefined) return {};
  const count = group[0]?.length ?? length;
  const keyBias = zeros(type, group.length * count);
  for (const [index, indices] of group.entries()) {
    for (let at = 0; at < count; at += 1) {
      const key = (firstBatch + index) * length + (indices?.[at] ?? at);
      keyBias[index * count + at] = Math.log(keyWeight.data[key] ?? 1);
    }
  }
  return { keyBias };
}
