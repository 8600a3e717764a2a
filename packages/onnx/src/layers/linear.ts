import { formatShape } from '../graph/dimension.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { add } from '../operators/elementwise.js';
import { matMul } from '../operators/mat-mul.js';

/**
 * `input x weight + bias` with `<prefix>.weight` stored `[in, out]` and, where the checkpoint has it, `<prefix>.bias`
 * `[out]`: `[…, in] -> […, out]`.
 */
export function linear(
  builder: GraphBuilder,
  input: Value<'float32'>,
  prefix: string,
  options: { readonly width?: number } = {},
): Value<'float32'> {
  return builder.scope(prefix, () => {
    const inner = input.shape.at(-1);
    if (typeof inner !== 'number') {
      throw builder.error(
        'shape-mismatch',
        `a linear layer needs a last dimension of known size, got ${formatShape(input.shape)}`,
      );
    }
    const weight = builder.weight(`${prefix}.weight`, [inner, options.width]);
    const product = matMul(builder, input, weight);
    if (!builder.hasWeight(`${prefix}.bias`)) return product;
    return add(builder, product, builder.weight(`${prefix}.bias`, [weight.shape[1]]));
  });
}
