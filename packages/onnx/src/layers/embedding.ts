import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { cast } from '../operators/cast.js';
import { multiply } from '../operators/elementwise.js';
import { gather } from '../operators/gather.js';
import { reshape } from '../operators/reshape.js';

/**
 * Rows of the table `<name>` `[entries, width]`: int64 indices `[…]` -> `[…, width]`. An int8 table has a scale for each
 * row, `<name>_scale` `[entries]`, and stays as it is: only the rows that are picked are widened.
 */
export function embedding(
  builder: GraphBuilder,
  indices: Value<'int64'>,
  name: string,
  options: { readonly entries?: number; readonly width?: number } = {},
): Value<'float32'> {
  return builder.scope(name, () => {
    const shape = [options.entries, options.width];
    const quantized = builder.quantizedWeight(name, shape, 0);
    if (quantized === undefined) return gather(builder, builder.weight(name, shape), indices);
    const rows = cast(builder, gather(builder, quantized.elements, indices), 'float32');
    const scale = gather(builder, quantized.scale, indices);
    return multiply(builder, rows, reshape(builder, scale, [...scale.shape, 1]));
  });
}
