import type { KeyValueInput, QueryInput } from '../attention/attention-input.js';
import type { AttentionElementType } from '../backend/backend.js';
import { randomNumbers, randomTensor } from './random-tensors.js';

/** Tensors and options of one call. */
export type AttentionCase = KeyValueInput & QueryInput;

export interface CaseSizes {
  readonly batch: number;
  readonly rows: number;
  readonly queryHeads: number;
  readonly heads: number;
  readonly queries: number;
  readonly length: number;
  readonly headSize: number;
  readonly valueHeadSize: number;
}

const usualSizes: CaseSizes = {
  batch: 2,
  rows: 1,
  queryHeads: 4,
  heads: 2,
  queries: 3,
  length: 7,
  headSize: 8,
  valueHeadSize: 6,
};

/** Random queries, keys and values of the given sizes; the usual ones where nothing is said. */
export function randomCase(type: AttentionElementType, sizes: Partial<CaseSizes> = {}, seed = 1): AttentionCase {
  const { batch, rows, queryHeads, heads, queries, length, headSize, valueHeadSize } = { ...usualSizes, ...sizes };
  const random = randomNumbers(seed);
  return {
    query: randomTensor(random, type, [batch * rows, queryHeads, queries, headSize]),
    key: randomTensor(random, type, [batch, heads, length, headSize]),
    value: randomTensor(random, type, [batch, heads, length, valueHeadSize]),
    ...(rows === 1 ? {} : { rows }),
  };
}

export function sizesOf({ query, key, value, rows = 1 }: AttentionCase): CaseSizes {
  const [, queryHeads, queries, headSize] = query.shape as [number, number, number, number];
  const [batch, heads, length] = key.shape as [number, number, number];
  return { batch, rows, queryHeads, heads, queries, length, headSize, valueHeadSize: value.shape[3] as number };
}

/** `[B x R, Hq, M, N]` */
export function pairShape(input: AttentionCase): [number, number, number, number] {
  const { batch, rows, queryHeads, queries, length } = sizesOf(input);
  return [batch * rows, queryHeads, queries, length];
}
