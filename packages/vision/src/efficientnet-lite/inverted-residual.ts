import { add, convolution, type GraphBuilder, type Value } from '@crossattn/onnx';

/** The shape of one block. */
export interface InvertedResidualOptions {
  readonly outputs: number;
  /** How many times wider the block is inside; 1 leaves the expanding convolution out. */
  readonly expand: number;
  readonly stride: number;
  readonly padding: 'same' | 'symmetric';
}

/**
 * A block of MobileNetV2 (Sandler et al., 2018): widen, filter each channel, narrow without activation, and add the
 * input where the shape stays.
 */
export function invertedResidual(
  builder: GraphBuilder,
  input: Value<'float32'>,
  prefix: string,
  { outputs, expand, stride, padding }: InvertedResidualOptions,
): Value<'float32'> {
  const [, inputs] = input.shape;
  const groups = Number(inputs) * expand;
  const wide = expand === 1 ? input : convolution(builder, input, `${prefix}.expand`, { padding, activation: 'relu6' });
  const filtered = convolution(builder, wide, `${prefix}.depthwise`, { stride, groups, padding, activation: 'relu6' });
  const narrow = convolution(builder, filtered, `${prefix}.project`, { padding });
  return stride === 1 && inputs === outputs ? add(builder, input, narrow) : narrow;
}
