import type { TensorFailure } from './check-tensor.js';
import type { Tensor } from './tensor.js';

/** Checks that every element is 0 or 1; returns whether all are 1, so that the mask masks nothing. */
export function checkBoolValues(name: string, mask: Tensor<'bool'>, failure: TensorFailure): boolean {
  let allowed = 0;
  for (const element of mask.data) {
    if (element > 1)
      throw failure('invalid-tensor', `${name}: expected elements 0 (false) or 1 (true), got ${element}`);
    allowed += element;
  }
  return allowed === mask.data.length;
}
