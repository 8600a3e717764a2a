import type { Graph } from '../../graph/graph.js';
import { GraphBuilder } from '../../graph/graph-builder.js';
import type { AttentionFeatures } from './attention-features.js';
import { ComputeOperators, composeWeights } from './compose-weights.js';

/**
 * Head-major attention with a scale that each run gives: `query` `[B, H, L, D]`, `key` `[B, H, N, D]`, `value`
 * `[B, H, N, Dv]` -> `output` `[B, H, L, Dv]` and, on request, `weights` `[B, H, L, N]`. Without them ONNX Runtime can
 * normalise the scores where they are.
 */
export function attentionGraph(name: string, features: AttentionFeatures, withWeights: boolean): Graph {
  const builder = new GraphBuilder({ name });
  const operators = new ComputeOperators(builder, features.type);
  const { weights } = composeWeights(operators, features);
  const value = operators.input('value', 'B', 'H', 'N', 'Dv');
  if (withWeights) builder.output('weights', weights);
  builder.output('output', operators.apply('MatMul', [weights, value], ['B', 'H', 'L', 'Dv']));
  return builder.build();
}
