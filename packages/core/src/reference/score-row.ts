import { dotProduct } from './dot-product.js';
import type { Problem } from './problem.js';
import type { QueryRow } from './query-row.js';

/** Writes the score of every key; `-Infinity` for a key that may not be attended to, which is not even read. */
export function scoreRow(problem: Problem, row: QueryRow, scores: Float64Array): void {
  const { keyMask, keyWeight, mask, bias, sizes } = problem;
  const ofMemory = row.memoryBatch * sizes.length;
  const maskStart = mask ? pairStart(mask.strides, row) : 0;
  const biasStart = bias ? pairStart(bias.strides, row) : 0;
  for (let key = 0; key < sizes.length; key += 1) {
    const allowed =
      keyMask?.[ofMemory + key] !== 0 && mask?.elements[maskStart + key * (mask.strides[3] as number)] !== 0;
    const added = bias ? (bias.elements[biasStart + key * (bias.strides[3] as number)] as number) : 0;
    if (!allowed || added === Number.NEGATIVE_INFINITY) {
      scores[key] = Number.NEGATIVE_INFINITY;
      continue;
    }
    const weight = keyWeight ? Math.log(keyWeight[ofMemory + key] as number) : 0;
    scores[key] = cappedScore(problem, row, key) + added + weight;
  }
}

/** `cap(scale * query . key)`, before bias and key weight. */
export function cappedScore(problem: Problem, row: QueryRow, key: number): number {
  const { query, key: keys, sizes } = problem;
  const keyStart = row.keyStart + key * sizes.headSize;
  const score = problem.scale * dotProduct(query, row.queryStart, keys, keyStart, sizes.headSize);
  return problem.softcap === 0 ? score : problem.softcap * Math.tanh(score / problem.softcap);
}

function pairStart(strides: readonly number[], row: QueryRow): number {
  const [ofBatch, ofHead, ofQuery] = strides as [number, number, number, number];
  return row.batch * ofBatch + row.head * ofHead + row.query * ofQuery;
}
