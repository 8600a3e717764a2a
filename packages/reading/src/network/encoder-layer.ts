import { add, type GraphBuilder, gelu, layerNorm, linear, type Value } from '@crossattn/onnx';
import type { NetworkConfig } from '../model/reader-config.js';

/** Added to a variance before its root, as BERT has it. */
export const normEpsilon = 1e-12;

/**
 * One encoder layer of BERT (Devlin et al., 2019), normalised after each addition, in which every position looks at every
 * other of its row: `[batch, length, width]` -> the same.
 */
export function encoderLayer(
  builder: GraphBuilder,
  input: Value<'float32'>,
  prefix: string,
  { heads, feedForward, width }: NetworkConfig,
): Value<'float32'> {
  const norm = (value: Value<'float32'>, name: string) =>
    layerNorm(builder, value, `${prefix}.${name}`, { epsilon: normEpsilon });
  const inputs = ['query', 'key', 'value'].map((name) => linear(builder, input, `${prefix}.${name}`, { width }));
  const [attended] = builder.node<['float32']>(
    'MultiHeadAttention',
    { inputs, attributes: { num_heads: heads }, domain: 'com.microsoft' },
    [{ type: 'float32', shape: input.shape }],
  );
  const states = norm(add(builder, linear(builder, attended, `${prefix}.output`, { width }), input), 'attention_norm');
  const hidden = gelu(builder, linear(builder, states, `${prefix}.up`, { width: feedForward }));
  return norm(add(builder, linear(builder, hidden, `${prefix}.down`, { width }), states), 'feed_forward_norm');
}
