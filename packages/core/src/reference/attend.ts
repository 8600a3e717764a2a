import type { AttentionOutput } from '../backend/backend.js';
import { FloatResult } from '../tensor/float-result.js';
import type { Problem } from './problem.js';
import { queryRows } from './query-row.js';
import { outputShape, weightsShape } from './result-shapes.js';
import { scoreRow } from './score-row.js';
import { softmax } from './softmax.js';
import { addWeightedValues } from './weighted-sum.js';

/** The op, one query after the other: scores, softmax, sum of values. Holds `O(N + Dv)` beside the result. */
export function attend(problem: Problem, returnWeights: boolean): AttentionOutput {
  const { length, valueHeadSize } = problem.sizes;
  const output = new FloatResult(problem.type, outputShape(problem));
  const weights = new FloatResult(problem.type, returnWeights ? weightsShape(problem) : [0]);
  const nothingToCompute = length === 0 || (valueHeadSize === 0 && !returnWeights);
  if (!nothingToCompute) {
    const rowScores = new Float64Array(length);
    const rowWeights = new Float64Array(length);
    const rowOutput = new Float64Array(valueHeadSize);
    for (const row of queryRows(problem)) {
      scoreRow(problem, row, rowScores);
      softmax(rowScores, rowWeights);
      rowOutput.fill(0);
      addWeightedValues(problem, row, rowScores, rowWeights, rowOutput);
      output.write(row.index * valueHeadSize, rowOutput);
      if (returnWeights) weights.write(row.index * length, rowWeights);
    }
  }
  return { output: output.tensor, ...(returnWeights ? { weights: weights.tensor } : {}) };
}
