import type { ElementType } from '@crossattn/core';
import { formatShape } from '../graph/dimension.js';
import { addDimensions } from '../graph/dimension-arithmetic.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';

/** Joins values along an axis (from 0; negative counts from the end); all other dimensions must be equal. */
export function concatenate<Type extends ElementType>(
  builder: GraphBuilder,
  values: readonly Value<Type>[],
  axis: number,
): Value<Type> {
  const [first] = values;
  const at = axis < 0 && first !== undefined ? axis + first.shape.length : axis;
  const mismatch = values.find(
    (value) =>
      value.type !== first?.type ||
      value.shape.length !== first.shape.length ||
      value.shape.some((dimension, index) => index !== at && dimension !== first.shape[index]),
  );
  if (first === undefined || mismatch !== undefined || at < 0 || at >= first.shape.length) {
    const shapes = values.map((value) => `${value.type} ${formatShape(value.shape)}`).join(', ');
    throw builder.error('shape-mismatch', `Concat along axis ${axis}: the values do not fit together: ${shapes}`);
  }
  const joined = addDimensions(...values.map((value) => value.shape[at] ?? 0));
  const shape = first.shape.map((dimension, index) => (index === at ? joined : dimension));
  const [result] = builder.node<[Type]>('Concat', { inputs: values, attributes: { axis: at } }, [
    { type: first.type, shape },
  ]);
  return result;
}
