import type { Graph } from '../../graph/graph.js';
import { GraphBuilder } from '../../graph/graph-builder.js';
import type { ComputeType } from '../tensor/compute-tensor.js';

/** The last step alone, for weights that were edited: `weights` `[B, H, L, N]` x `value` `[B, H, N, Dv]` -> `output`. */
export function mixingGraph(type: ComputeType): Graph {
  const builder = new GraphBuilder({ name: `attention-mixing-${type}` });
  const weights = builder.input('weights', type, ['B', 'H', 'L', 'N']);
  const value = builder.input('value', type, ['B', 'H', 'N', 'Dv']);
  const [output] = builder.node('MatMul', { inputs: [weights, value] }, [{ type, shape: ['B', 'H', 'L', 'Dv'] }]);
  builder.output('output', output);
  return builder.build();
}
