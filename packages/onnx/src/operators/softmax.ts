import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';

/** Normalised exponentials along an axis; the last one by default. */
export function softmax(builder: GraphBuilder, value: Value<'float32'>, axis = -1): Value<'float32'> {
  const [result] = builder.node<['float32']>('Softmax', { inputs: [value], attributes: { axis } }, [
    { type: 'float32', shape: value.shape },
  ]);
  return result;
}
