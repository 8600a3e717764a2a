import { type AttentionElementType, floatValues, type Tensor } from '@crossattn/core';
import { fromBfloat16 } from './bfloat16.js';

/** The tolerance of ONNX's node tests. */
const relative = 1e-3;
const absolute = 1e-7;

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
  let maxError = 0;
  let reason: string | undefined;
  for (let index = 0; index < wanted.length; index += 1) {
    const [one, other] = [came[index] as number, wanted[index] as number];
    const error = Object.is(one, other) || one === other ? 0 : Math.abs(one - other);
    if (!(error <= absolute + relative * Math.abs(other)))
      reason ??= `${name}[${index}]: expected ${other}, got ${one}`;
    maxError = Math.max(maxError, Number.isNaN(error) ? Number.POSITIVE_INFINITY : error);
  }
  return { maxError, reason };
}

function numbers(tensor: Tensor): ArrayLike<number> {
  if (tensor.type === 'bfloat16') return fromBfloat16(tensor as Tensor<'bfloat16'>).data;
  return floatValues(tensor as Tensor<AttentionElementType>);
}
