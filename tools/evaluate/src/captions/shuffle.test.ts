import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shuffle } from './shuffle.js';

it('gives every item the place of another one, and loses none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 200 }), (count) => {
      const items = Array.from({ length: count }, (_, index) => index);
      const shuffled = shuffle(items);
      expect(shuffled.every((item, index) => item !== index)).toBe(true);
      expect(shuffled.toSorted((one, other) => one - other)).toEqual(items);
      expect(shuffle(items)).toEqual(shuffled);
    }),
  );
  expect(shuffle(['one'])).toEqual(['one']);
});
