import { formatShape } from '../graph/dimension.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';

/** Layer normalisation over the last axis (Ba et al., 2016) with `<prefix>.weight` and `<prefix>.bias`, both `[width]`. */
export function layerNorm(
  builder: GraphBuilder,
  input: Value<'float32'>,
  prefix: string,
  options: { readonly epsilon?: number } = {},
): Value<'float32'> {
  return builder.scope(prefix, () => {
    const width = input.shape.at(-1);
    if (typeof width !== 'number') {
      throw builder.error(
        'shape-mismatch',
        `layer normalisation needs a last dimension of known size, got ${formatShape(input.shape)}`,
      );
    }
    const inputs = [input, builder.weight(`${prefix}.weight`, [width]), builder.weight(`${prefix}.bias`, [width])];
    const attributes = { axis: -1, epsilon: { float: options.epsilon ?? 1e-5 } };
    const [result] = builder.node<['float32']>('LayerNormalization', { inputs, attributes }, [
      { type: 'float32', shape: input.shape },
    ]);
    return result;
  });
}
