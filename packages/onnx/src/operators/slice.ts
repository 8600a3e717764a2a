import type { ElementType } from '@crossattn/core';
import { formatShape } from '../graph/dimension.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';

/** Elements `[start, end)` of an axis whose size is known while composing. */
export function slice<Type extends ElementType>(
  builder: GraphBuilder,
  value: Value<Type>,
  axis: number,
  start: number,
  end: number,
): Value<Type> {
  const size = value.shape[axis];
  if (typeof size !== 'number' || start < 0 || end > size || start > end) {
    throw builder.error(
      'shape-mismatch',
      `Slice: axis ${axis} of ${formatShape(value.shape)} has no elements [${start}, ${end})`,
    );
  }
  const inputs = [value, builder.integers(start), builder.integers(end), builder.integers(axis)];
  const shape = value.shape.map((dimension, index) => (index === axis ? end - start : dimension));
  const [result] = builder.node<[Type]>('Slice', { inputs }, [{ type: value.type, shape }]);
  return result;
}
