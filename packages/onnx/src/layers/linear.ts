import { formatShape } from '../graph/dimension.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { add } from '../operators/elementwise.js';
import { matMul } from '../operators/mat-mul.js';
import { quantizedProduct } from './quantized-product.js';

/**
 * `input x weight + bias` with `<prefix>.weight` stored `[in, out]` and, where the checkpoint has it, `<prefix>.bias`
 * `[out]`: `[…, in] -> […, out]`. An int8 weight with a scale for each column, `<prefix>.weight_scale` `[out]`, is multiplied
 * as it is, by rows that become 8-bit integers too, each with a scale of its own, so that no row's result depends on the
 * others. Such weights have to be within -64 and 64, and the input finite.
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
    const name = `${prefix}.weight`;
    const quantized = builder.quantizedWeight(name, [inner, options.width], 1);
    const weight = quantized?.elements ?? builder.weight(name, [inner, options.width]);
    const product =
      quantized === undefined
        ? matMul(builder, input, builder.weight(name))
        : quantizedProduct(builder, input, quantized);
    if (!builder.hasWeight(`${prefix}.bias`)) return product;
    return add(builder, product, builder.weight(`${prefix}.bias`, [weight.shape[1]]));
  });
}
