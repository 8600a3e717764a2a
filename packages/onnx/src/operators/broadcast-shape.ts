import type { Dimension } from '../graph/dimension.js';
import { formatShape } from '../graph/dimension.js';
import type { GraphBuilder } from '../graph/graph-builder.js';

/** The shape of an elementwise result by ONNX's multidirectional broadcasting. */
export function broadcastShape(
  builder: GraphBuilder,
  operator: string,
  left: readonly Dimension[],
  right: readonly Dimension[],
): Dimension[] {
  const rank = Math.max(left.length, right.length);
  return Array.from({ length: rank }, (_, axis) => {
    const a = left[axis - rank + left.length] ?? 1;
    const b = right[axis - rank + right.length] ?? 1;
    if (a === b || b === 1) return a;
    if (a === 1) return b;
    throw builder.error(
      'shape-mismatch',
      `${operator}: ${formatShape(left)} and ${formatShape(right)} do not broadcast`,
    );
  });
}
