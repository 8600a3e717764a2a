import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planSegments } from './segments.js';

const memory = { batch: 1, heads: 6, keys: 10, bytesOfKey: 4 };

it('puts as many head pairs into a buffer as fit', () => {
  expect(planSegments(memory, 160)).toEqual([
    { firstPair: 0, pairs: 4, ranges: [{ firstKey: 0, keys: 10 }] },
    { firstPair: 4, pairs: 2, ranges: [{ firstKey: 0, keys: 10 }] },
  ]);
});

it('cuts the keys of a pair that is larger than a buffer', () => {
  expect(planSegments({ ...memory, heads: 1 }, 16)).toEqual([
    {
      firstPair: 0,
      pairs: 1,
      ranges: [
        { firstKey: 0, keys: 4 },
        { firstKey: 4, keys: 4 },
        { firstKey: 8, keys: 2 },
      ],
    },
  ]);
});

it('holds nothing of an empty memory', () => {
  expect(planSegments({ ...memory, keys: 0 }, 16)).toEqual([]);
  expect(planSegments({ ...memory, batch: 0 }, 16)).toEqual([]);
});

it('refuses a key that is larger than a buffer', () => {
  expect(() => planSegments({ ...memory, bytesOfKey: 32 }, 16)).toThrowError(
    expect.objectContaining({ code: 'limit-exceeded' }),
  );
});

it('covers every key of every pair once, within the limit', () => {
  const size = fc.integer({ min: 1, max: 20 });
  fc.assert(
    fc.property(size, size, size, size, (heads, keys, bytesOfKey, fitting) => {
      const limit = bytesOfKey * fitting;
      const times = new Uint8Array(heads * keys);
      for (const group of planSegments({ batch: 1, heads, keys, bytesOfKey }, limit))
        for (const range of group.ranges) {
          expect(group.pairs * range.keys * bytesOfKey).toBeLessThanOrEqual(limit);
          for (let pair = group.firstPair; pair < group.firstPair + group.pairs; pair += 1)
            for (let key = range.firstKey; key < range.firstKey + range.keys; key += 1)
              (times[pair * keys + key] as number) += 1;
        }
      expect(times.every((count) => count === 1)).toBe(true);
    }),
  );
});
