import { addDimensions, type Dimension, type GraphBuilder, reshape, type Value } from '@crossattn/onnx';
import { affine } from './affine.js';

/** The cache of one layer and what may be seen of it. */
export interface CachedAttentionInputs {
  /** `[rows, heads, past, headSize]` */
  readonly pastKeys: Value<'float32'>;
  readonly pastValues: Value<'float32'>;
  /** `[rows, 1, length, past + length]`, true = may attend; every token sees at least itself. */
  readonly mask: Value<'bool'>;
}

/** What self-attention gives: its output `[tokens, width]`, and the new tokens' keys and values. */
export interface CachedAttentionValues {
  readonly output: Value<'float32'>;
  /** `[rows, length, width]` */
  readonly keys: Value<'float32'>;
  readonly values: Value<'float32'>;
}

/**
 * Self-attention of new tokens over their rows' cache and themselves, as one ONNX `Attention` node. The grown cache
 * stays inside; only the new tokens' keys and values are meant to come out.
 *
 * @param input - `[tokens, width]`, the tokens of all rows
 * @param sequenceShape - `[rows, length, width]`
 */
export function cachedAttention(
  builder: GraphBuilder,
  input: Value<'float32'>,
  prefix: string,
  sequenceShape: readonly [Dimension, Dimension, number],
  { pastKeys, pastValues, mask }: CachedAttentionInputs,
): CachedAttentionValues {
  const [rows, , width] = sequenceShape;
  const [, heads, past, headSize] = pastKeys.shape as readonly [Dimension, number, Dimension, number];
  const project = (name: string) => reshape(builder, affine(builder, input, `${prefix}.${name}`, width), sequenceShape);
  const [query, keys, values] = [project('query'), project('key'), project('value')];
  const attended = builder.scope(prefix, () => {
    const present = { type: 'float32', shape: [rows, heads, addDimensions(past, sequenceShape[1]), headSize] } as const;
    const [mixed] = builder.node<['float32', 'float32', 'float32']>(
      'Attention',
      {
        inputs: [query, keys, values, mask, pastKeys, pastValues],
        attributes: { q_num_heads: heads, kv_num_heads: heads },
      },
      [{ type: 'float32', shape: sequenceShape }, present, present],
    );
    return reshape(builder, mixed, input.shape);
  });
  return { output: affine(builder, attended, `${prefix}.output`, width), keys, values };
}
