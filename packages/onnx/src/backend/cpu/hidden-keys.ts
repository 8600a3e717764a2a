import type { AttentionElementType, KeyValueCall, QueryCall, Tensor } from '@crossattn/core';
import type { Attended } from '../call/collector.js';
import { hasNaN } from '../call/has-nan.js';
import type { LaidOutMemory } from '../call/laid-out-memory.js';
import { hasOneSidedPlace } from './one-sided-place.js';

/**
 * Finds results that a value may have reached which is not attended to: ONNX Runtime multiplies it by zero, which lets NaN and
 * infinity through, and gives NaN for a row whose scores are all `-Infinity`.
 */
export class LeakFinder {
  readonly #memory: LaidOutMemory;
  readonly #source: KeyValueCall;
  #oneSided: boolean | undefined;

  constructor(memory: LaidOutMemory, source: KeyValueCall) {
    this.#memory = memory;
    this.#source = source;
  }

  mayBeIn(result: Attended, call: QueryCall): boolean {
    if (call.mask === undefined && call.bias === undefined && !this.#edgesAreBroken(result)) return false;
    return hasNaN(result) && hidesKeys(call, this.#source);
  }

  /**
   * Whether something is not finite in the first row of a head's output, or in the first column, which is far slower to look
   * through. Where no mask differs from row to row, what leaks stands there. A hidden value is in one column of all rows; where
   * all keys are infinite, each row is broken; and an infinite query breaks its own row alone, but only where it meets keys of
   * one sign does it attend to none of them. Weights show those that it does not attend to beside others.
   */
  #edgesAreBroken({ output: { shape, data }, weights }: Attended): boolean {
    const rows = shape[2] as number;
    const width = shape[3] as number;
    if (width === 0) return weights !== undefined;
    const columnRows = weights !== undefined || this.#infiniteQueriesMatter() ? rows : 1;
    // Zero times a finite number is zero, times anything else NaN, and a NaN stays in a sum.
    let sum = 0;
    for (let start = 0; start < data.length; start += rows * width) {
      for (let column = 0; column < width; column += 1) sum += 0 * (data[start + column] as number);
      for (let row = 1; row < columnRows; row += 1) sum += 0 * (data[start + row * width] as number);
    }
    return sum !== 0;
  }

  #infiniteQueriesMatter(): boolean {
    this.#oneSided ??= hasOneSidedPlace(this.#memory.segments);
    return this.#oneSided;
  }
}

/** Whether a query may have a key that it does not attend to, beside those that the memory leaves out. */
export function hidesKeys({ query, mask, bias }: QueryCall, { key }: KeyValueCall): boolean {
  return mask !== undefined || bias !== undefined || holdsInfinity(query) || holdsInfinity(key);
}

function holdsInfinity({ type, data }: Tensor<AttentionElementType>): boolean {
  if (type === 'float16') return (data as Uint16Array).some((bits) => (bits & 0x7fff) === 0x7c00);
  return (data as Float32Array | Float64Array).some((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
}
