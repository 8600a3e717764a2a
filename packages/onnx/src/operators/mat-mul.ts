import { formatShape } from '../graph/dimension.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { broadcastShape } from './broadcast-shape.js';

/** Matrix product over the last two axes, `[…, M, K] x […, K, N] -> […, M, N]`; the axes before broadcast. */
export function matMul(builder: GraphBuilder, left: Value<'float32'>, right: Value<'float32'>): Value<'float32'> {
  const rows = left.shape.at(-2);
  const inner = left.shape.at(-1);
  const columns = right.shape.at(-1);
  if (rows === undefined || inner === undefined || columns === undefined || right.shape.at(-2) !== inner) {
    throw builder.error(
      'shape-mismatch',
      `MatMul: expected [..., M, K] and [..., K, N], got ${formatShape(left.shape)} ('${left.name}') and ${formatShape(right.shape)} ('${right.name}')`,
    );
  }
  const batch = broadcastShape(builder, 'MatMul', left.shape.slice(0, -2), right.shape.slice(0, -2));
  const shape = [...batch, rows, columns];
  const [result] = builder.node<['float32']>('MatMul', { inputs: [left, right] }, [{ type: 'float32', shape }]);
  return result;
}
