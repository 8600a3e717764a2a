import { expect, it } from 'vitest';
import { computeTensor } from '../tensor/compute-tensor.js';
import { hasOneSidedPlace } from './one-sided-place.js';

/** Two heads of three keys of size 2. */
function segment(...numbers: number[]) {
  const key = computeTensor('float32', [1, 2, 3, 2], Float32Array.from(numbers));
  return { firstBatch: 0, batches: 1, heads: 2, keys: 3, key, value: key };
}

const mixed = [1, -1, -1, 1, 1, 1];

it.each([
  ['both signs everywhere', [...mixed, ...mixed], false],
  ['one sign in the second head', [...mixed, 1, 5, 1, 5, -1, 5], true],
  ['below 0 alone', [...mixed, 1, -5, 1, Number.NEGATIVE_INFINITY, -1, -5], true],
  ['a zero among one sign', [...mixed, 1, 5, 1, 0, -1, 5], false],
  ['NaN among one sign', [...mixed, 1, 5, 1, 5, -1, Number.NaN], false],
])('%s', (_, numbers, oneSided) => {
  expect(hasOneSidedPlace([segment(...numbers)])).toBe(oneSided);
});

it('is not where there are no keys', () => {
  expect(hasOneSidedPlace([])).toBe(false);
  expect(hasOneSidedPlace([{ ...segment(), keys: 0 }])).toBe(false);
});
