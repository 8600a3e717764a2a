import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { float16ToNumber, numberToFloat16 } from './float16.js';

describe('float16', () => {
  it.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x0001, 2 ** -24],
    [0x03ff, 1023 * 2 ** -24],
    [0x0400, 2 ** -14],
    [0x3c00, 1],
    [0x3555, 0.333251953125],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0xfc00, Number.NEGATIVE_INFINITY],
    [0x7e00, Number.NaN],
  ])('reads and writes %i as %d', (bits, value) => {
    expect(float16ToNumber(bits)).toBe(value);
    expect(numberToFloat16(value)).toBe(bits);
  });

  it('writes back every number that it reads', () => {
    for (let bits = 0; bits < 65536; bits += 1) {
      const value = float16ToNumber(bits);
      if (!Number.isNaN(value) && numberToFloat16(value) !== bits)
        expect.fail(`${bits} became ${numberToFloat16(value)}`);
    }
  });

  it('rounds halfway to even, and beyond the largest to infinity', () => {
    expect(numberToFloat16(1 + 2 ** -11)).toBe(0x3c00);
    expect(numberToFloat16(1 + 3 * 2 ** -11)).toBe(0x3c02);
    expect(numberToFloat16(1 + 2 ** -11 + 2 ** -30)).toBe(0x3c01);
    expect(numberToFloat16(2 ** -25)).toBe(0);
    expect(numberToFloat16(2 ** -25 * 1.001)).toBe(1);
    expect(numberToFloat16(2 - 2 ** -12)).toBe(0x4000);
    expect(numberToFloat16(65519.99)).toBe(0x7bff);
    expect(numberToFloat16(65520)).toBe(0x7c00);
  });

  it('chooses the nearest', () => {
    fc.assert(
      fc.property(fc.double({ min: -65504, max: 65504, noNaN: true }), (value) => {
        const bits = numberToFloat16(value);
        const distance = (candidate: number) => Math.abs(float16ToNumber(candidate) - value);
        const neighbours = [bits - 1, bits + 1].filter(
          (each) => (each & 0x7fff) <= 0x7bff && each >= 0 && (each ^ bits) < 0x8000,
        );
        return neighbours.every((each) => distance(bits) <= distance(each));
      }),
    );
  });
});
