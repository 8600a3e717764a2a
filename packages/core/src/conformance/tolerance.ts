import type { AttentionElementType } from '../backend/backend.js';
import { float16ToNumber, numberToFloat16 } from '../tensor/float16.js';
import type { AttentionCase } from './attention-case.js';
import { type ExpectedAttention, expectedAttention } from './expected-attention.js';
import type { ConformanceOptions, Tolerance } from './test-functions.js';

const fixed = {
  float64: { absolute: 1e-12, relative: 1e-12 },
  float32: { absolute: 1e-5, relative: 1e-5 },
};

/** What a backend may be away from the exact result of this case. */
export function toleranceFor(
  input: AttentionCase,
  exact: ExpectedAttention,
  options: ConformanceOptions,
): Record<keyof ExpectedAttention, Tolerance> {
  const { type } = input.query;
  if (type !== 'float16') {
    const tolerance = (type === 'float32' && options.float32) || fixed[type];
    return { output: tolerance, weights: tolerance };
  }
  const plain = expectedAttention(input, (value) => float16ToNumber(numberToFloat16(value)));
  return { output: twiceTheError(plain.output, exact.output), weights: twiceTheError(plain.weights, exact.weights) };
}

/** Two results of the same backend that may differ by the order of their sums. */
export function toleranceBetween(type: AttentionElementType, options: ConformanceOptions): Tolerance {
  if (type === 'float16') return { absolute: 2 ** -9, relative: 2 ** -9 };
  return (type === 'float32' && options.float32) || fixed[type];
}

/** At least half a unit in the last place, since the exact result has to be rounded too. */
function twiceTheError(plain: readonly number[], exact: readonly number[]): Tolerance {
  const errors = plain.map((value, index) => Math.abs(value - (exact[index] as number))).filter(Number.isFinite);
  return { absolute: 2 * errors.reduce((largest, error) => Math.max(largest, error), 2 ** -25), relative: 2 ** -11 };
}
