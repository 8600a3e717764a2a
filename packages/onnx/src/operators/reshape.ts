import type { ElementType } from '@crossattn/core';
import { type Dimension, formatShape, sameShape } from '../graph/dimension.js';
import { multiplyDimensions } from '../graph/dimension-arithmetic.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { concatenate } from './concatenate.js';
import { dimensionSize } from './dimension-size.js';

/** The same elements in another shape. The products of all dimensions must be equal, symbols included. */
export function reshape<Type extends ElementType>(
  builder: GraphBuilder,
  value: Value<Type>,
  shape: readonly Dimension[],
): Value<Type> {
  if (sameShape(value.shape, shape)) return value;
  if (multiplyDimensions(...value.shape) !== multiplyDimensions(...shape)) {
    throw builder.error(
      'shape-mismatch',
      `Reshape: ${formatShape(value.shape)} has not as many elements as ${formatShape(shape)}`,
    );
  }
  const [result] = builder.node<[Type]>(
    'Reshape',
    { inputs: [value, targetShape(builder, value.shape, shape)], attributes: { allowzero: 0 } },
    [{ type: value.type, shape }],
  );
  return result;
}

/** 0 copies a dimension of the input and -1 is worked out by ONNX; what remains is computed in the graph. */
function targetShape(builder: GraphBuilder, from: readonly Dimension[], to: readonly Dimension[]): Value<'int64'> {
  const inferred = to.findIndex((dimension, axis) => typeof dimension === 'string' && dimension !== from[axis]);
  const parts = to.map((dimension, axis) => {
    if (axis === inferred) return -1;
    if (typeof dimension === 'string' && dimension === from[axis]) return 0;
    return dimension;
  });
  const numbers = parts.filter((part) => typeof part === 'number');
  if (numbers.length === parts.length) return builder.integers(...numbers);
  const sizes = parts.map((part) => (typeof part === 'number' ? builder.integers(part) : dimensionSize(builder, part)));
  return concatenate(builder, sizes, 0);
}
