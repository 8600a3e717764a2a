import type { Graph } from '../../graph/graph.js';
import { GraphBuilder } from '../../graph/graph-builder.js';
import { ComputeOperators, composeNormalising, type NormalisingFeatures } from './compose-weights.js';

/** The middle of attention alone: `scores` `[B, H, L, N]`, `softcap`, `bias` -> `weights`. */
export function normalisingGraph(name: string, features: NormalisingFeatures): Graph {
  const builder = new GraphBuilder({ name });
  const operators = new ComputeOperators(builder, features.type);
  const scores = operators.input('scores', 'B', 'H', 'L', 'N');
  builder.output('weights', composeNormalising(operators, scores, features).weights);
  return builder.build();
}
