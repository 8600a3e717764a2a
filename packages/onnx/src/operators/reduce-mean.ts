import { formatShape } from '../graph/dimension.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';

/** The mean over axes, which vanish from the shape. */
export function reduceMean(builder: GraphBuilder, value: Value<'float32'>, axes: readonly number[]): Value<'float32'> {
  if (axes.some((axis) => axis < 0 || axis >= value.shape.length)) {
    throw builder.error(
      'shape-mismatch',
      `ReduceMean: ${formatShape(value.shape)} does not have all of the axes [${axes}]`,
    );
  }
  const shape = value.shape.filter((_, axis) => !axes.includes(axis));
  const [result] = builder.node<['float32']>(
    'ReduceMean',
    { inputs: [value, builder.integers(...axes)], attributes: { keepdims: 0 } },
    [{ type: 'float32', shape }],
  );
  return result;
}
