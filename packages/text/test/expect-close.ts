import { expect } from 'vitest';

/** Every number within `tolerance`, absolute and relative. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-5): void {
  expect(actual).toHaveLength(expected.length);
  for (let at = 0; at < expected.length; at++) {
    const value = expected[at] ?? Number.NaN;
    const difference = Math.abs((actual[at] ?? Number.NaN) - value);
    if (!(difference <= tolerance + tolerance * Math.abs(value)))
      throw new Error(`at ${at}: ${actual[at]}, not ${value}`);
  }
}
