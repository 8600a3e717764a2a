import type { KeyValueCall } from '@crossattn/core';
import { vectors } from '../buffer/write-rows.js';
import type { StoredType } from '../shader/kernel-variant.js';
import { WebGpuError } from '../webgpu-error.js';

export interface MemoryShape {
  readonly type: StoredType;
  readonly batch: number;
  readonly heads: number;
  readonly keys: number;
  readonly headSize: number;
  readonly valueHeadSize: number;
  /** Whether something is known about each key: a mask or a weight. */
  readonly hasTerms: boolean;
}

/** Keys and values as this backend takes them. */
export interface MemorySource extends MemoryShape {
  readonly call: KeyValueCall;
  readonly key: Float32Array | Uint16Array;
  readonly value: Float32Array | Uint16Array;
  /** Bytes of the larger of a key and a value on the device. */
  readonly bytesOfKey: number;
}

/** @throws WebGpuError `unsupported-type` */
export function memorySource(call: KeyValueCall): MemorySource {
  const [batch, heads, keys, headSize] = call.key.shape as [number, number, number, number];
  const valueHeadSize = call.value.shape[3] as number;
  const { type } = call.key;
  if (type === 'float64')
    throw new WebGpuError(
      'unsupported-type',
      'key: expected float32 or float16, got float64, which WebGPU does not have',
    );
  const key = call.key.data as Float32Array | Uint16Array;
  return {
    call,
    type,
    key,
    value: call.value.data as Float32Array | Uint16Array,
    batch,
    heads,
    keys,
    headSize,
    valueHeadSize,
    hasTerms: call.keyMask !== undefined || call.keyWeight !== undefined,
    bytesOfKey: Math.max(vectors(headSize), vectors(valueHeadSize)) * 4 * key.BYTES_PER_ELEMENT,
  };
}

export function memoryShape({ type, batch, heads, keys, headSize, valueHeadSize, hasTerms }: MemoryShape): MemoryShape {
  return { type, batch, heads, keys, headSize, valueHeadSize, hasTerms };
}
