import { expect, it } from 'vitest';
import { splitBlock } from './split-block.js';

const block = { firstPair: 2, pairs: 3, firstRow: 0, rows: 5 };

it('leaves a block that fits', () => {
  expect(splitBlock(block, () => true)).toEqual([block]);
});

it('cuts between pairs first, then between rows', () => {
  expect(splitBlock(block, ({ pairs, rows }) => pairs * rows <= 3)).toEqual(
    [2, 3, 4].flatMap((firstPair) => [
      { firstPair, pairs: 1, firstRow: 0, rows: 2 },
      { firstPair, pairs: 1, firstRow: 2, rows: 3 },
    ]),
  );
});

it('says where not even one row fits', () => {
  expect(splitBlock(block, () => false)).toBeUndefined();
});
