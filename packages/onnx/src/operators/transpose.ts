import type { ElementType } from '@crossattn/core';
import { formatShape } from '../graph/dimension.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';

/** Reorders the axes: axis `i` of the result is axis `order[i]` of the value. */
export function transpose<Type extends ElementType>(
  builder: GraphBuilder,
  value: Value<Type>,
  order: readonly number[],
): Value<Type> {
  const shape = order.flatMap((axis) => value.shape[axis] ?? []);
  if (shape.length !== value.shape.length || new Set(order).size !== order.length) {
    throw builder.error(
      'shape-mismatch',
      `Transpose: [${order}] is no order of the axes of ${formatShape(value.shape)}`,
    );
  }
  const [result] = builder.node<[Type]>('Transpose', { inputs: [value], attributes: { perm: order } }, [
    { type: value.type, shape },
  ]);
  return result;
}
