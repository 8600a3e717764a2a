import { expect } from 'vitest';

/** Fails where a value is further away than 1e-5 absolute plus 1e-5 relative, the project's tolerance for float32. */
export function expectClose(actual: Iterable<number>, expected: Iterable<number>, what = 'value'): void {
  const [values, wanted] = [[...actual], [...expected]];
  expect(values, what).toHaveLength(wanted.length);
  values.forEach((value, i) => {
    const difference = Math.abs(value - (wanted[i] as number));
    if (!(difference <= 1e-5 + 1e-5 * Math.abs(wanted[i] as number))) {
      expect.fail(`${what} ${i}: expected ${wanted[i]}, got ${value} (${difference} apart)`);
    }
  });
}
