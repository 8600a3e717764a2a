import type { Dimension, GraphBuilder, Value } from '@crossattn/onnx';

/**
 * `x weight + bias` over a flat list of tokens, `[tokens, in] -> [tokens, out]`, as one `Gemm` node: with one token a
 * step, every node counts.
 */
export function affine(
  builder: GraphBuilder,
  input: Value<'float32'>,
  prefix: string,
  width: number,
): Value<'float32'> {
  return builder.scope(prefix, () => {
    const [tokens, inner] = input.shape as readonly [Dimension, number];
    const inputs = [
      input,
      builder.weight(`${prefix}.weight`, [inner, width]),
      builder.weight(`${prefix}.bias`, [width]),
    ];
    const [result] = builder.node<['float32']>('Gemm', { inputs }, [{ type: 'float32', shape: [tokens, width] }]);
    return result;
  });
}
