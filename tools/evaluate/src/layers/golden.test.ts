import { describe, expect, it } from 'vitest';
import { compareWithGolden } from './golden.js';

const golden = { name: 'layer', stride: 2, values: Float32Array.of(1, -100, 3) };

describe('compareWithGolden', () => {
  it('compares every value that was kept, and only those', () => {
    expect(compareWithGolden(golden, Float32Array.of(1, 9, -100, 9, 3))).toEqual({
      name: 'layer',
      compared: 3,
      largestValue: 100,
      largestDifference: 0,
      agrees: true,
    });
  });

  it('allows 1e-3 and a hundred-thousandth of the value', () => {
    expect(compareWithGolden(golden, Float32Array.of(1.0009, 9, -100.0019, 9, 3)).agrees).toBe(true);
    expect(compareWithGolden(golden, Float32Array.of(1.0011, 9, -100, 9, 3)).agrees).toBe(false);
    expect(compareWithGolden(golden, Float32Array.of(1, 9, -100.0022, 9, 3)).agrees).toBe(false);
  });

  it('leaves out what does not count', () => {
    const comparison = compareWithGolden(golden, Float32Array.of(1, 9, 0, 9, 3), (index) => index !== 2);
    expect(comparison).toMatchObject({ compared: 2, largestValue: 3, agrees: true });
    expect(compareWithGolden(golden, Float32Array.of(1, 9, 0, 9, 3), () => false).agrees).toBe(false);
  });

  it('agrees neither with NaN nor with a tensor of another size', () => {
    expect(compareWithGolden(golden, Float32Array.of(1, 9, Number.NaN, 9, 3)).agrees).toBe(false);
    expect(compareWithGolden(golden, Float32Array.of(1, 9, -100)).agrees).toBe(false);
    expect(compareWithGolden(golden, Float32Array.of(1, 9, -100, 9, 3, 9, 9)).agrees).toBe(false);
  });
});
