import type { CallSizes, FoldedBlock } from './folded-rows.js';

/** A tensor over pairs of query and key: sizes of 1 repeat, which is a step of 0. */
export interface PairSteps {
  readonly batch: number;
  readonly head: number;
  readonly query: number;
  readonly key: number;
}

/** Elements `[start, end)` of a flat tensor. */
export interface ElementWindow {
  readonly start: number;
  readonly end: number;
}

export function pairSteps(shape: readonly number[]): PairSteps {
  const [batches, heads, queries, keys] = shape as [number, number, number, number];
  return {
    batch: batches === 1 ? 0 : heads * queries * keys,
    head: heads === 1 ? 0 : queries * keys,
    query: queries === 1 ? 0 : keys,
    key: keys === 1 ? 0 : 1,
  };
}

/** The smallest run of elements that holds all that a block of rows reads, its start a multiple of `align`. */
export function pairWindow(steps: PairSteps, sizes: CallSizes, block: FoldedBlock, align: number): ElementWindow {
  const groups = sizes.queryHeads / sizes.keyHeads;
  const groupRows = groups * sizes.queries;
  const [lastPair, lastRow] = [block.firstPair + block.pairs - 1, block.firstRow + block.rows - 1];
  const [firstBatch, lastBatch] = [block.firstPair, lastPair].map((pair) => Math.floor(pair / sizes.keyHeads));
  const [firstShared, lastShared] = [block.firstRow, lastRow].map((row) => Math.floor(row / groupRows));
  const batches = range(firstBatch * sizes.memoryRows + firstShared, lastBatch * sizes.memoryRows + lastShared);
  const [firstGroup, lastGroup] = [block.firstRow, lastRow].map((row) => Math.floor(row / sizes.queries) % groups);
  const oneShared = firstShared === lastShared;
  const heads =
    firstBatch === lastBatch
      ? range(
          (block.firstPair % sizes.keyHeads) * groups + (oneShared ? firstGroup : 0),
          (lastPair % sizes.keyHeads) * groups + (oneShared ? lastGroup : groups - 1),
        )
      : range(0, sizes.queryHeads - 1);
  const oneHead = Math.floor(block.firstRow / sizes.queries) === Math.floor(lastRow / sizes.queries);
  const queries = oneHead
    ? range(block.firstRow % sizes.queries, lastRow % sizes.queries)
    : range(0, sizes.queries - 1);
  const at = (end: 'first' | 'last') =>
    batches[end] * steps.batch + heads[end] * steps.head + queries[end] * steps.query;
  const start = at('first');
  return { start: start - (start % align), end: at('last') + (sizes.keys - 1) * steps.key + 1 };
}

function range(first: number, last: number): { first: number; last: number } {
  return { first, last };
}
