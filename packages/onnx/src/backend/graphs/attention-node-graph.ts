import type { Graph } from '../../graph/graph.js';
import { GraphBuilder } from '../../graph/graph-builder.js';
import { ComputeOperators } from './compose-weights.js';

/** `attentionGraph` in float32 without weights, bias and softcap, for the usual scale of a head size: one node computes it. */
export function attentionNodeGraph(name: string, headSize: number): Graph {
  const builder = new GraphBuilder({ name });
  const operators = new ComputeOperators(builder, 'float32');
  const query = operators.input('query', 'B', 'H', 'L', 'D');
  const key = operators.input('key', 'B', 'H', 'N', 'D');
  const value = operators.input('value', 'B', 'H', 'N', 'Dv');
  const scale = { float: 1 / Math.sqrt(headSize) };
  builder.output('output', operators.apply('Attention', [query, key, value], ['B', 'H', 'L', 'Dv'], { scale }));
  return builder.build();
}
