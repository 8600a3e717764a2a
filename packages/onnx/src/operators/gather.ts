import type { ElementType } from '@crossattn/core';
import { formatShape } from '../graph/dimension.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';

/** Picks entries of an axis: `[…, N, …]` with indices `[…I]` gives `[…, …I, …]`. */
export function gather<Type extends ElementType>(
  builder: GraphBuilder,
  value: Value<Type>,
  indices: Value<'int64'>,
  axis = 0,
): Value<Type> {
  if (axis < 0 || axis >= value.shape.length) {
    throw builder.error('shape-mismatch', `Gather: ${formatShape(value.shape)} has no axis ${axis}`);
  }
  const shape = [...value.shape.slice(0, axis), ...indices.shape, ...value.shape.slice(axis + 1)];
  const [result] = builder.node<[Type]>('Gather', { inputs: [value, indices], attributes: { axis } }, [
    { type: value.type, shape },
  ]);
  return result;
}
