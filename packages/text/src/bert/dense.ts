import { type GraphBuilder, linear, multiplyDimensions, reshape, type Value } from '@crossattn/onnx';

/**
 * A linear layer, `[batch, length, in] -> [batch, length, out]`. A float weight lies as PyTorch keeps it, `[out, in]`: a
 * `Gemm`, whose kernel lays the weight out once at load, so that nothing is transposed. An int8 weight lies `[in, out]`.
 */
export function dense(
  builder: GraphBuilder,
  input: Value<'float32'>,
  prefix: string,
  outputs: number,
): Value<'float32'> {
  if (builder.hasWeight(`${prefix}.weight_scale`)) return linear(builder, input, prefix, { width: outputs });
  return builder.scope(prefix, () => {
    const [batch = 1, length = 1, inputs = 1] = input.shape;
    const weight = builder.weight(`${prefix}.weight`, [outputs, Number(inputs)]);
    const rows = multiplyDimensions(batch, length);
    const flat = reshape(builder, input, [rows, inputs]);
    const [product] = builder.node<['float32']>(
      'Gemm',
      { inputs: [flat, weight, builder.weight(`${prefix}.bias`, [outputs])], attributes: { transB: 1 } },
      [{ type: 'float32', shape: [rows, outputs] }],
    );
    return reshape(builder, product, [batch, length, outputs]);
  });
}
