import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { type Activation, activation } from './activation.js';
import { linear } from './linear.js';

/** `<prefix>.up`, an activation (exact GELU by default), `<prefix>.down`: `[…, width] -> […, width]`. */
export function feedForward(
  builder: GraphBuilder,
  input: Value<'float32'>,
  prefix: string,
  options: { readonly activation?: Activation; readonly hiddenWidth?: number } = {},
): Value<'float32'> {
  const width = input.shape.at(-1);
  const hidden = linear(
    builder,
    input,
    `${prefix}.up`,
    options.hiddenWidth === undefined ? {} : { width: options.hiddenWidth },
  );
  const active = builder.scope(prefix, () => activation(builder, hidden, options.activation ?? 'gelu'));
  return linear(builder, active, `${prefix}.down`, typeof width === 'number' ? { width } : {});
}
