import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDimensions, multiplyDimensions } from './dimension-arithmetic.js';

it('computes what is known and names the rest', () => {
  expect(multiplyDimensions(2, 3, 4)).toBe(24);
  expect(multiplyDimensions(2, 'rows', 3)).toBe('6 * rows');
  expect(multiplyDimensions('rows', 1)).toBe('rows');
  expect(multiplyDimensions('rows', 0)).toBe(0);
  expect(addDimensions(2, 3)).toBe(5);
  expect(addDimensions('past', 0)).toBe('past');
  expect(addDimensions('past', 1, 2)).toBe('(past + 3)');
  expect(multiplyDimensions(addDimensions('past', 1), 'batch', 2)).toBe('2 * (past + 1) * batch');
});

it('gives one form whatever the order', () => {
  const dimension = fc.oneof(fc.nat({ max: 9 }), fc.constantFrom('batch', 'rows', 'past'));
  fc.assert(
    fc.property(fc.array(dimension, { minLength: 1 }), fc.nat(), (dimensions, at) => {
      const turned = [...dimensions.slice(at % dimensions.length), ...dimensions.slice(0, at % dimensions.length)];
      expect(multiplyDimensions(...turned)).toBe(multiplyDimensions(...dimensions));
      expect(addDimensions(...turned)).toBe(addDimensions(...dimensions));
      const nested = multiplyDimensions(multiplyDimensions(...dimensions.slice(0, 2)), ...dimensions.slice(2));
      expect(nested).toBe(multiplyDimensions(...dimensions));
      expect(addDimensions(addDimensions(...dimensions.slice(0, 2)), ...dimensions.slice(2))).toBe(
        addDimensions(...dimensions),
      );
    }),
  );
});
