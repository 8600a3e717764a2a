import { floatValues } from '../tensor/float-values.js';
import type { AttentionCase } from './attention-case.js';
import { expectedAttention } from './expected-attention.js';

const step = 1e-5;

/** The gradient of `sum(output x outputGradient)` by one tensor: central differences of the formula in float64. */
export function expectedGradient(
  input: AttentionCase,
  part: 'query' | 'key' | 'value',
  outputGradient: ArrayLike<number>,
): number[] {
  const exact = inFloat64(input);
  const values = exact[part].data as Float64Array;
  const loss = () =>
    expectedAttention(exact).output.reduce(
      (total, value, index) => total + value * (outputGradient[index] as number),
      0,
    );
  return Array.from(values, (value, index) => {
    values[index] = value + step;
    const above = loss();
    values[index] = value - step;
    const below = loss();
    values[index] = value;
    return (above - below) / (2 * step);
  });
}

function inFloat64(input: AttentionCase): AttentionCase {
  const wide = (tensor: AttentionCase['query']) =>
    ({ type: 'float64', shape: tensor.shape, data: Float64Array.from(floatValues(tensor)) }) as const;
  return {
    ...input,
    query: wide(input.query),
    key: wide(input.key),
    value: wide(input.value),
    bias: input.bias && wide(input.bias),
  };
}
