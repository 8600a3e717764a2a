import type { Tensor } from '@crossattn/core';
import { expect } from 'vitest';

/** Expects equal shapes, and elements within `1e-5 + 1e-5 x |expected|`. */
export function expectClose(
  actual: Tensor | undefined,
  expected: Pick<Tensor, 'shape'> & { data: ArrayLike<number | bigint> },
): void {
  expect(actual?.shape).toEqual(expected.shape);
  if (actual === undefined) return;
  const worst = { index: -1, excess: 0, got: 0, wanted: 0 };
  for (let index = 0; index < expected.data.length; index += 1) {
    const got = Number(actual.data[index]);
    const wanted = Number(expected.data[index]);
    if (Object.is(got, wanted)) continue;
    const excess = Math.abs(got - wanted) - (1e-5 + 1e-5 * Math.abs(wanted));
    if (!(excess <= worst.excess)) Object.assign(worst, { index, excess, got, wanted });
  }
  expect(worst).toEqual({ index: -1, excess: 0, got: 0, wanted: 0 });
}
