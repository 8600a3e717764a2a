import type { Graph } from '../graph/graph.js';

/** A graph as it is now, of nothing but data that another thread can be given. */
export function plainGraph({ name, nodes, constants, weights, inputs, outputs }: Graph): Graph {
  return {
    name,
    nodes: [...nodes],
    constants: [...constants],
    weights: weights.map(({ name: value, entry: { name: weight, type, shape, location } }) => ({
      name: value,
      entry: { name: weight, type, shape, location: 'bytes' in location ? { bytes: location.bytes } : { ...location } },
    })),
    inputs: [...inputs],
    outputs: [...outputs],
  };
}
