import type { AttentionElementType } from '../../backend/backend.js';
import { type CaseSizes, randomCase } from '../attention-case.js';
import { judge } from '../judge.js';
import type { ConformanceContext } from '../test-functions.js';

const one: Partial<CaseSizes> = { batch: 1, queryHeads: 1, heads: 1 };

const shapes: readonly (readonly [string, Partial<CaseSizes>])[] = [
  ['the usual sizes', {}],
  ['one of everything', { ...one, queries: 1, length: 1, headSize: 1, valueHeadSize: 1 }],
  ['as many heads as query heads', { queryHeads: 3, heads: 3 }],
  ['one head for all query heads', { queryHeads: 4, heads: 1 }],
  ['values wider than keys', { headSize: 4, valueHeadSize: 20 }],
  ['values narrower than keys', { headSize: 20, valueHeadSize: 4 }],
  ['odd head sizes', { headSize: 7, valueHeadSize: 5 }],
  ['a head size of 64', { ...one, headSize: 64, valueHeadSize: 64, length: 33 }],
  ['large head sizes', { ...one, headSize: 160, valueHeadSize: 257 }],
  ['one query, many keys', { ...one, queryHeads: 4, heads: 2, queries: 1, length: 1031 }],
  ['many queries, one key', { ...one, queries: 131, length: 1 }],
  ['sizes around a tile of 16', { queries: 17, length: 15, headSize: 17, valueHeadSize: 15 }],
  ['sizes around a tile of 32', { ...one, queries: 31, length: 33, headSize: 33, valueHeadSize: 31 }],
  ['sizes around a tile of 64', { ...one, queries: 65, length: 63, headSize: 16, valueHeadSize: 16 }],
  ['sizes around a tile of 128', { ...one, queries: 4, length: 129, headSize: 16, valueHeadSize: 16 }],
  ['no queries', { queries: 0 }],
  ['no keys', { length: 0 }],
  ['neither queries nor keys', { queries: 0, length: 0 }],
  ['no batches', { batch: 0 }],
  ['no query heads', { queryHeads: 0 }],
  ['no heads at all', { queryHeads: 0, heads: 0 }],
  ['keys of size 0', { headSize: 0 }],
  ['values of size 0', { valueHeadSize: 0 }],
];

export function testShapes(context: ConformanceContext, type: AttentionElementType): void {
  context.describe('shapes', () => {
    for (const [name, sizes] of shapes) context.it(name, () => judge(context, randomCase(type, sizes)));
  });
}
