import type { GeneratedToken } from './generation.js';
import type { StepOutput } from './token-stepper.js';

/** The distribution after one row of a step. */
export function logProbabilitiesOf(output: StepOutput, row: number, vocabularySize: number): Float32Array {
  return output.logProbabilities.subarray(row * vocabularySize, (row + 1) * vocabularySize);
}

/** A token that was chosen after row `row`, with what that row attended to. */
export function generatedToken(
  id: number,
  logProbability: number,
  output: StepOutput,
  row: number,
  attention: boolean,
): GeneratedToken {
  const probability = Math.exp(logProbability);
  const map = attention ? output.attention?.(row) : undefined;
  return map === undefined ? { id, probability } : { id, probability, attention: map };
}
