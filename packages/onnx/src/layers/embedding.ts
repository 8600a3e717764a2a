import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { gather } from '../operators/gather.js';

/** Rows of the table `<name>` `[entries, width]`: int64 indices `[…]` -> `[…, width]`. */
export function embedding(
  builder: GraphBuilder,
  indices: Value<'int64'>,
  name: string,
  options: { readonly entries?: number; readonly width?: number } = {},
): Value<'float32'> {
  return builder.scope(name, () => gather(builder, builder.weight(name, [options.entries, options.width]), indices));
}
