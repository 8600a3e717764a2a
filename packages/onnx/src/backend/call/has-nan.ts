import type { ComputeArray } from '../tensor/compute-tensor.js';
import type { Attended } from './collector.js';

/** Whether a NaN is in the output or the weights. */
export function hasNaN({ output, weights }: Attended): boolean {
  return containsNaN(output.data) || (weights !== undefined && containsNaN(weights.data));
}

function containsNaN(data: ComputeArray): boolean {
  // A sum is NaN where an element is; infinities of both signs only cost a second look.
  let sum = 0;
  for (let index = 0; index < data.length; index += 1) sum += data[index] ?? 0;
  return Number.isNaN(sum) && data.some(Number.isNaN);
}
