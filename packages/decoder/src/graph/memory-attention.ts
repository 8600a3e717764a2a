import {
  add,
  type Dimension,
  type GraphBuilder,
  matMul,
  multiply,
  reshape,
  softmax,
  transpose,
  type Value,
} from '@crossattn/onnx';
import { affine } from './affine.js';
import type { PartKeysValues, PartMask } from './memory-inputs.js';

/** What cross-attention gives: its output `[tokens, width]` and its only map `[batch, heads, queries, memory]`. */
export interface MemoryAttentionValues {
  readonly output: Value<'float32'>;
  readonly weights: readonly [Value<'float32'>];
}

/**
 * Cross-attention of all tokens over their memories. The tokens of all rows that share a memory are its queries: they
 * fold into one axis, and nothing of the memory is repeated. A memory that may not be attended at all gives zeros.
 *
 * @param queries - how many tokens share a memory
 */
export function memoryAttention(
  builder: GraphBuilder,
  input: Value<'float32'>,
  prefix: string,
  queries: Dimension,
  { keys, values, allowed, bias }: PartKeysValues & PartMask,
): MemoryAttentionValues {
  const width = input.shape.at(-1) as number;
  const [batch, heads, , headSize] = values.shape as readonly [Dimension, number, Dimension, number];
  const projected = affine(builder, input, `${prefix}.query`, width);
  const { mixed, weights } = builder.scope(prefix, () => {
    const query = transpose(builder, reshape(builder, projected, [batch, queries, heads, headSize]), [0, 2, 1, 3]);
    const scores = add(builder, matMul(builder, query, keys), bias);
    const weights = multiply(builder, softmax(builder, scores), allowed);
    const joined = transpose(builder, matMul(builder, weights, values), [0, 2, 1, 3]);
    return { mixed: reshape(builder, joined, input.shape), weights };
  });
  return { output: affine(builder, mixed, `${prefix}.output`, width), weights: [weights] };
}
