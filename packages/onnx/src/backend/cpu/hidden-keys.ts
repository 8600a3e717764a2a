import type { AttentionElementType, KeyValueCall, QueryCall, Tensor } from '@crossattn/core';
import type { Attended } from '../call/collector.js';
import { hasNaN } from '../call/has-nan.js';

/**
 * Whether a value that is not attended to may have reached the result: ONNX Runtime multiplies it by zero, which lets NaN and
 * infinity through, and gives NaN for a row whose scores are all `-Infinity`.
 */
export function mayHaveLeaked(result: Attended, call: QueryCall, source: KeyValueCall): boolean {
  if (call.mask === undefined && call.bias === undefined && !edgesAreBroken(result)) return false;
  return hasNaN(result) && hidesKeys(call, source);
}

/** Whether a query may have a key that it does not attend to, beside those that the memory leaves out. */
export function hidesKeys({ query, mask, bias }: QueryCall, { key }: KeyValueCall): boolean {
  return mask !== undefined || bias !== undefined || holdsInfinity(query) || holdsInfinity(key);
}

/**
 * Whether something is not finite in the first row or the first column of a head's output. Where no mask differs from row to
 * row, what leaks stands there: all of a row is NaN, or one column of all rows.
 */
function edgesAreBroken({ output: { shape, data }, weights }: Attended): boolean {
  const rows = shape[2] as number;
  const width = shape[3] as number;
  if (width === 0) return weights !== undefined;
  // Zero times a finite number is zero, times anything else NaN, and a NaN stays in a sum.
  let sum = 0;
  for (let start = 0; start < data.length; start += rows * width) {
    for (let column = 0; column < width; column += 1) sum += 0 * (data[start + column] as number);
    for (let row = 1; row < rows; row += 1) sum += 0 * (data[start + row * width] as number);
  }
  return sum !== 0;
}

function holdsInfinity({ type, data }: Tensor<AttentionElementType>): boolean {
  if (type === 'float16') return (data as Uint16Array).some((bits) => (bits & 0x7fff) === 0x7c00);
  return (data as Float32Array | Float64Array).some((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
}
