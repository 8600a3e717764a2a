import type { Graph } from '../../graph/graph.js';
import { GraphBuilder } from '../../graph/graph-builder.js';
import type { AttentionFeatures } from './attention-features.js';
import { ComputeOperators, composeWeights } from './compose-weights.js';

/**
 * The gradient of `attentionGraph` for `outputGradient` `[B, H, L, Dv]`. With weights `W`, values `V` and output gradient
 * `G`, the gradient by the scores is `W * (G V^T - rowsum(W * G V^T))`, times `1 - tanh^2` under a softcap.
 */
export function gradientGraph(name: string, features: AttentionFeatures): Graph {
  const builder = new GraphBuilder({ name });
  const operators = new ComputeOperators(builder, features.type);
  const { query, key, scale, tanh, weights } = composeWeights(operators, features);
  const value = operators.input('value', 'B', 'H', 'N', 'Dv');
  const outputGradient = operators.input('outputGradient', 'B', 'H', 'L', 'Dv');
  const scores = ['B', 'H', 'L', 'N'];
  const byWeights = operators.apply('MatMul', [outputGradient, operators.turned(value, 'B', 'H', 'Dv', 'N')], scores);
  const weighted = operators.apply('Mul', [weights, byWeights], scores);
  const mean = operators.apply('ReduceSum', [weighted, builder.integers(-1)], ['B', 'H', 'L', 'one'], { keepdims: 1 });
  const centred = operators.apply('Sub', [weighted, operators.apply('Mul', [weights, mean], scores)], scores);
  let byScores = operators.apply('Mul', [centred, scale], scores);
  if (tanh !== undefined) {
    const lost = operators.apply('Mul', [byScores, operators.apply('Mul', [tanh, tanh], scores)], scores);
    byScores = operators.apply('Sub', [byScores, lost], scores);
  }
  const turnedScores = operators.turned(byScores, 'B', 'H', 'N', 'L');
  const turnedWeights = operators.turned(weights, 'B', 'H', 'N', 'L');
  builder.output('queryGradient', operators.apply('MatMul', [byScores, key], ['B', 'H', 'L', 'D']));
  builder.output('keyGradient', operators.apply('MatMul', [turnedScores, query], ['B', 'H', 'N', 'D']));
  builder.output('valueGradient', operators.apply('MatMul', [turnedWeights, outputGradient], ['B', 'H', 'N', 'Dv']));
  return builder.build();
}
