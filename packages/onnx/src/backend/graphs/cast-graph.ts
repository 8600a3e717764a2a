import type { Graph } from '../../graph/graph.js';
import { GraphBuilder } from '../../graph/graph-builder.js';
import { cast } from '../../operators/cast.js';

/** Converts a list of elements. */
export function castGraph(from: 'float16' | 'float32', to: 'float16' | 'float32'): Graph {
  const builder = new GraphBuilder({ name: `cast-${from}-${to}` });
  builder.output('output', cast(builder, builder.input('input', from, ['length']), to));
  return builder.build();
}
