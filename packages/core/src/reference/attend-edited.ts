import type { AttentionOutput, EditWeights } from '../backend/backend.js';
import { FloatResult } from '../tensor/float-result.js';
import { floatValues } from '../tensor/float-values.js';
import type { Tensor } from '../tensor/tensor.js';
import { attend } from './attend.js';
import type { Problem } from './problem.js';
import { queryRows } from './query-row.js';
import { outputShape, weightsShape } from './result-shapes.js';
import { scoreRow } from './score-row.js';
import { addWeightedValues } from './weighted-sum.js';

/** The op with a hook between softmax and sum: all weights are computed, handed out, and used as they come back. */
export async function attendEdited(
  problem: Problem,
  edit: EditWeights,
  returnWeights: boolean,
): Promise<AttentionOutput> {
  const { length, valueHeadSize } = problem.sizes;
  const hookType = problem.type === 'float64' ? 'float64' : 'float32';
  const unedited = attend({ ...problem, type: hookType }, true).weights as Tensor<typeof hookType>;
  await edit(unedited);
  const edited = floatValues(unedited);
  const output = new FloatResult(problem.type, outputShape(problem));
  const weights = new FloatResult(problem.type, returnWeights ? weightsShape(problem) : [0]);
  const rowScores = new Float64Array(length);
  const rowWeights = new Float64Array(length);
  const rowOutput = new Float64Array(valueHeadSize);
  for (const row of queryRows(problem)) {
    scoreRow(problem, row, rowScores);
    for (let key = 0; key < length; key += 1) {
      const masked = rowScores[key] === Number.NEGATIVE_INFINITY;
      rowWeights[key] = masked ? 0 : (edited[row.index * length + key] as number);
    }
    rowOutput.fill(0);
    addWeightedValues(problem, row, rowScores, rowWeights, rowOutput);
    output.write(row.index * valueHeadSize, rowOutput);
    if (returnWeights) weights.write(row.index * length, rowWeights);
  }
  return { output: output.tensor, ...(returnWeights ? { weights: weights.tensor } : {}) };
}
