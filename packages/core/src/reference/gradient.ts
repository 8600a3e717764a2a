import type { AttentionGradient, AttentionGradientCall } from '../backend/backend.js';
import { floatElements, floatValues } from '../tensor/float-values.js';
import type { Tensor } from '../tensor/tensor.js';
import { type Problem, readMemory, readProblem } from './problem.js';
import { type QueryRow, queryRows } from './query-row.js';
import { cappedScore, scoreRow } from './score-row.js';
import { softmax } from './softmax.js';

/**
 * The gradient of the op, one query after the other. With weights `w`, output gradient `g` and values `v`:
 * the gradient by score `j` is `w_j (g . v_j - sum_i w_i g . v_i)`, times `1 - (capped score / softcap)^2` where scores
 * are capped.
 */
export function gradient(call: AttentionGradientCall): AttentionGradient {
  const problem = readProblem(readMemory(call), call);
  const outputGradient = floatValues(call.outputGradient);
  const sums = {
    query: new Float64Array(problem.query.length),
    key: new Float64Array(problem.key.length),
    value: new Float64Array(problem.value.length),
  };
  const { length, valueHeadSize } = problem.sizes;
  const scores = new Float64Array(length);
  const weights = new Float64Array(length);
  for (const row of length === 0 ? [] : queryRows(problem)) {
    scoreRow(problem, row, scores);
    softmax(scores, weights);
    const start = row.index * valueHeadSize;
    const ofOutput = outputGradient.subarray(start, start + valueHeadSize);
    const ofWeights = weightGradients(problem, row, scores, weights, ofOutput, sums.value);
    let mean = 0;
    for (let key = 0; key < length; key += 1)
      if (scores[key] !== Number.NEGATIVE_INFINITY) mean += (weights[key] as number) * (ofWeights[key] as number);
    for (let key = 0; key < length; key += 1) {
      if (scores[key] === Number.NEGATIVE_INFINITY) continue;
      const ofScore = (weights[key] as number) * ((ofWeights[key] as number) - mean);
      addScoreGradient(problem, row, key, ofScore * capSlope(problem, row, key), sums);
    }
  }
  return {
    query: like(call.query, sums.query),
    key: like(call.key, sums.key),
    value: like(call.value, sums.value),
  };
}

/** `g . v_j` of every key; adds `w_j g` to the gradient of each value on the way. */
function weightGradients(
  { value, sizes }: Problem,
  row: QueryRow,
  scores: Float64Array,
  weights: Float64Array,
  ofOutput: ArrayLike<number>,
  ofValue: Float64Array,
): Float64Array {
  const result = new Float64Array(sizes.length);
  for (let key = 0; key < sizes.length; key += 1) {
    if (scores[key] === Number.NEGATIVE_INFINITY) continue;
    const start = row.valueStart + key * sizes.valueHeadSize;
    for (let element = 0; element < sizes.valueHeadSize; element += 1) {
      const given = ofOutput[element] as number;
      result[key] = (result[key] as number) + given * (value[start + element] as number);
      ofValue[start + element] = (ofValue[start + element] as number) + (weights[key] as number) * given;
    }
  }
  return result;
}

function capSlope(problem: Problem, row: QueryRow, key: number): number {
  return problem.softcap === 0 ? 1 : 1 - (cappedScore(problem, row, key) / problem.softcap) ** 2;
}

function addScoreGradient(
  { query, key: keys, scale, sizes: { headSize } }: Problem,
  row: QueryRow,
  key: number,
  ofScore: number,
  sums: { readonly query: Float64Array; readonly key: Float64Array },
): void {
  const keyStart = row.keyStart + key * headSize;
  for (let element = 0; element < headSize; element += 1) {
    const inQuery = row.queryStart + element;
    const inKey = keyStart + element;
    sums.query[inQuery] = (sums.query[inQuery] as number) + ofScore * scale * (keys[inKey] as number);
    sums.key[inKey] = (sums.key[inKey] as number) + ofScore * scale * (query[inQuery] as number);
  }
}

function like<Type extends AttentionGradientCall['query']['type']>(tensor: Tensor<Type>, values: Float64Array) {
  return { type: tensor.type, shape: tensor.shape, data: floatElements(tensor.type, values) };
}
