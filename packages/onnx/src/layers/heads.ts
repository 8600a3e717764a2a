import { formatShape } from '../graph/dimension.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { reshape } from '../operators/reshape.js';
import { transpose } from '../operators/transpose.js';

/** `[batch, length, heads * headSize] -> [batch, heads, length, headSize]`: heads are contiguous in the width. */
export function splitHeads(builder: GraphBuilder, value: Value<'float32'>, heads: number): Value<'float32'> {
  const [batch, length, width] = value.shape;
  if (
    batch === undefined ||
    length === undefined ||
    typeof width !== 'number' ||
    value.shape.length !== 3 ||
    width % heads !== 0
  ) {
    throw builder.error(
      'shape-mismatch',
      `expected [batch, length, width] with a width that divides into ${heads} heads, got ${formatShape(value.shape)}`,
    );
  }
  return transpose(builder, reshape(builder, value, [batch, length, heads, width / heads]), [0, 2, 1, 3]);
}

/** `[batch, heads, length, headSize] -> [batch, length, heads * headSize]` */
export function joinHeads(builder: GraphBuilder, value: Value<'float32'>): Value<'float32'> {
  const [batch, heads, length, headSize] = value.shape;
  if (batch === undefined || length === undefined || typeof heads !== 'number' || typeof headSize !== 'number') {
    throw builder.error('shape-mismatch', `expected [batch, heads, length, headSize], got ${formatShape(value.shape)}`);
  }
  return reshape(builder, transpose(builder, value, [0, 2, 1, 3]), [batch, length, heads * headSize]);
}
