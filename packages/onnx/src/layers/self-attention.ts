import { formatShape } from '../graph/dimension.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { concatenate } from '../operators/concatenate.js';
import { joinHeads, splitHeads } from './heads.js';
import { linear } from './linear.js';
import { scaledAttention } from './scaled-attention.js';

/** Keys and values, head-major: `[batch, heads, length, headSize]` each. */
export interface KeysAndValues {
  readonly keys: Value<'float32'>;
  readonly values: Value<'float32'>;
}

/** How self-attention looks back. */
export interface SelfAttentionOptions {
  readonly heads: number;
  /** What earlier calls returned as new rows, joined by the caller: `[sequences, heads, past, headSize]`. */
  readonly past?: KeysAndValues;
  /**
   * Broadcastable to `[sequences, heads, length, past + length]`, true = may attend. Needed where the past holds rows that
   * are not yet written (a buffer of fixed capacity, sequences of different lengths) or where several new tokens must not
   * see each other's future. Past rows under a false mask must be finite.
   */
  readonly mask?: Value<'bool'>;
}

/** What self-attention gives: its output, and the keys and values of the new tokens alone. */
export interface SelfAttentionValues extends KeysAndValues {
  /** `[sequences, length, width]` */
  readonly output: Value<'float32'>;
}

/**
 * Multi-head self-attention with `<prefix>.{query,key,value,output}`, for encoders (no past) and decoders. The cache
 * belongs to the caller: `past` goes in, only the `length` new rows `[sequences, heads, length, headSize]` come out,
 * so that nothing that was computed before is copied out again.
 */
export function selfAttention(
  builder: GraphBuilder,
  input: Value<'float32'>,
  prefix: string,
  options: SelfAttentionOptions,
): SelfAttentionValues {
  const width = input.shape.at(-1);
  if (typeof width !== 'number') {
    throw builder.error('shape-mismatch', `'${prefix}' needs an input of known width, got ${formatShape(input.shape)}`);
  }
  const { heads, past, mask } = options;
  const project = (name: string): Value<'float32'> => {
    const projected = linear(builder, input, `${prefix}.${name}`, { width });
    return builder.scope(`${prefix}.${name}`, () => splitHeads(builder, projected, heads));
  };
  const query = project('query');
  const keys = project('key');
  const values = project('value');
  const attended = builder.scope(prefix, () => {
    const allKeys = past === undefined ? keys : concatenate(builder, [past.keys, keys], 2);
    const allValues = past === undefined ? values : concatenate(builder, [past.values, values], 2);
    return joinHeads(builder, scaledAttention(builder, query, allKeys, allValues, mask).output);
  });
  return { output: linear(builder, attended, `${prefix}.output`, { width }), keys, values };
}
