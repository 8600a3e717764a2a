import type { Tensor } from '@crossattn/core';

/**
 * What each new token may see: what its row wrote before, and its row's new tokens up to itself.
 *
 * @returns `[rows, 1, added, capacity + added]`
 */
export function selfMask(lengths: readonly number[], capacity: number, added: number): Tensor<'bool'> {
  const width = capacity + added;
  const data = new Uint8Array(lengths.length * added * width);
  lengths.forEach((length, row) => {
    for (let token = 0; token < added; token++) {
      const start = (row * added + token) * width;
      data.fill(1, start, start + length);
      data.fill(1, start + capacity, start + capacity + token + 1);
    }
  });
  return { type: 'bool', shape: [lengths.length, 1, added, width], data };
}
