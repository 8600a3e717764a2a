import type { GraphBuilder, Value } from '@crossattn/onnx';

/** A residual stream after an addition. */
export interface ResidualValues {
  readonly sum: Value<'float32'>;
  readonly normed: Value<'float32'>;
}

/** Adds to the residual stream and normalises the sum, in one node of ONNX Runtime: `[tokens, width]` each. */
export function residualNorm(
  builder: GraphBuilder,
  stream: Value<'float32'>,
  addition: Value<'float32'>,
  prefix: string,
  epsilon: number,
): ResidualValues {
  return builder.scope(prefix, () => {
    const width = stream.shape.at(-1) as number;
    const inputs = [
      stream,
      addition,
      builder.weight(`${prefix}.weight`, [width]),
      builder.weight(`${prefix}.bias`, [width]),
    ];
    const whole = { type: 'float32', shape: stream.shape } as const;
    const statistic = { type: 'float32', shape: [1] } as const;
    const [normed, , , sum] = builder.node<['float32', 'float32', 'float32', 'float32']>(
      'SkipLayerNormalization',
      { inputs, attributes: { epsilon: { float: epsilon } }, domain: 'com.microsoft' },
      [whole, statistic, statistic, whole],
    );
    return { normed, sum };
  });
}
