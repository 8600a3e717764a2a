import { type AttentionElementType, floatValues, type Tensor } from '@crossattn/core';
import { fromBfloat16 } from './bfloat16.js';

/** The tolerance of ONNX's node tests. */
const absolute = 1e-7;
const relative = 1e-3;
/**
 * Two units in the last place of a bfloat16, which PyTorch's tests grant too. The suite's 1e-3 is less than half a unit, and its
 * expected numbers are rounded after every step: they lie further from the exact result than one that is rounded once.
 */
const relativeOfBfloat16 = 2 ** -6;

export interface Comparison {
  /** The largest difference of two elements; infinite where shapes, types or NaN differ. */
  readonly maxError: number;
  /** Why they differ too much; nothing where they do not. */
  readonly reason: string | undefined;
}

export function compareTensors(name: string, actual: Tensor, expected: Tensor): Comparison {
  const forms = [actual, expected].map(({ type, shape }) => `${type} [${shape.join(', ')}]`);
  if (forms[0] !== forms[1])
    return { maxError: Number.POSITIVE_INFINITY, reason: `${name}: expected ${forms[1]}, got ${forms[0]}` };
  const [came, wanted] = [numbers(actual), numbers(expected)];
  const share = expected.type === 'bfloat16' ? relativeOfBfloat16 : relative;
  let maxError = 0;
  let reason: string | undefined;
  for (let index = 0; index < wanted.length; index += 1) {
    const [one, other] = [came[index] as number, wanted[index] as number];
    const error = Object.is(one, other) || one === other ? 0 : Math.abs(one - other);
    if (!(error <= absolute + share * Math.abs(other))) reason ??= `${name}[${index}]: expected ${other}, got ${one}`;
    maxError = Math.max(maxError, Number.isNaN(error) ? Number.POSITIVE_INFINITY : error);
  }
  return { maxError, reason };
}

function numbers(tensor: Tensor): ArrayLike<number> {
  if (tensor.type === 'bfloat16') return fromBfloat16(tensor as Tensor<'bfloat16'>).data;
  return floatValues(tensor as Tensor<AttentionElementType>);
}
