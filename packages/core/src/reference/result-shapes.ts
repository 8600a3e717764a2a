import type { Problem } from './problem.js';

/** `[B x R, Hq, M, Dv]` */
export function outputShape({ batch, queryHeads, queries, sizes }: Problem): number[] {
  return [batch, queryHeads, queries, sizes.valueHeadSize];
}

/** `[B x R, Hq, M, N]` */
export function weightsShape({ batch, queryHeads, queries, sizes }: Problem): number[] {
  return [batch, queryHeads, queries, sizes.length];
}
