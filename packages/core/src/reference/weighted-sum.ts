import type { Problem } from './problem.js';
import type { QueryRow } from './query-row.js';

/** Adds each value times its weight to `output`; the values of keys that may not be attended to are not even read. */
export function addWeightedValues(
  problem: Problem,
  row: QueryRow,
  scores: Float64Array,
  weights: ArrayLike<number>,
  output: Float64Array,
): void {
  const { value } = problem;
  const { valueHeadSize } = problem.sizes;
  for (let key = 0; key < scores.length; key += 1) {
    if (scores[key] === Number.NEGATIVE_INFINITY) continue;
    const weight = weights[key] as number;
    const valueStart = row.valueStart + key * valueHeadSize;
    for (let element = 0; element < valueHeadSize; element += 1)
      output[element] = (output[element] as number) + weight * (value[valueStart + element] as number);
  }
}
