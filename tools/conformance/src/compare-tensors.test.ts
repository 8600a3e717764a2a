import { describe, expect, it } from 'vitest';
import { toBfloat16 } from './bfloat16.js';
import { compareTensors } from './compare-tensors.js';

const float = (value: number) => ({ type: 'float32', shape: [1], data: Float32Array.of(value) }) as const;

describe('compareTensors', () => {
  it.each([
    [1, 1.0009, true],
    [1, 1.0011, false],
    [0, 9e-8, true],
    [0, 2e-7, false],
  ])('%d against %d within the tolerance of the suite: %s', (expected, actual, close) => {
    expect(compareTensors('Y', float(actual), float(expected)).reason === undefined).toBe(close);
  });

  it.each([
    [1 + 2 ** -6, true],
    [1 + 3 * 2 ** -7, false],
  ])('a bfloat16 of 1 against %d, up to two units in the last place: %s', (actual, close) => {
    const { reason, maxError } = compareTensors('Y', toBfloat16(float(actual)), toBfloat16(float(1)));
    expect(reason === undefined).toBe(close);
    expect(maxError).toBe(actual - 1);
  });

  it('names forms that differ', () => {
    expect(compareTensors('Y', toBfloat16(float(1)), float(1)).reason).toBe(
      'Y: expected float32 [1], got bfloat16 [1]',
    );
  });
});
