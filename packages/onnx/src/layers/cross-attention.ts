import { formatShape } from '../graph/dimension.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { joinHeads, splitHeads } from './heads.js';
import { linear } from './linear.js';
import { scaledAttention } from './scaled-attention.js';
import type { KeysAndValues } from './self-attention.js';

/**
 * The keys and values of one cross-attention layer over a memory, `<prefix>.key` and `<prefix>.value`:
 * `[batch, length, memoryWidth] -> [batch, heads, length, headSize]` each. Computed once a memory.
 */
export function projectMemory(
  builder: GraphBuilder,
  states: Value<'float32'>,
  prefix: string,
  options: { readonly heads: number },
): KeysAndValues {
  const project = (name: string): Value<'float32'> => {
    const projected = linear(builder, states, `${prefix}.${name}`);
    return builder.scope(`${prefix}.${name}`, () => splitHeads(builder, projected, options.heads));
  };
  return { keys: project('key'), values: project('value') };
}

/** What cross-attention gives: its output, and where it looked. */
export interface CrossAttentionValues {
  /** `[batch, rows, width]` */
  readonly output: Value<'float32'>;
  /** The attention map `[batch, heads, rows, length]`. Make it an output: it costs nothing measurable unless it is fetched. */
  readonly weights: Value<'float32'>;
}

/**
 * Multi-head attention of `input` `[batch, rows, width]` over a projected memory, with `<prefix>.query` and
 * `<prefix>.output`. Queries have no order among each other, so beams, questions and tokens that share a memory are all
 * `rows`: the memory is never repeated.
 */
export function crossAttention(
  builder: GraphBuilder,
  input: Value<'float32'>,
  memory: KeysAndValues,
  prefix: string,
  options: {
    /** Broadcastable to `[batch, heads, rows, length]`, true = may attend. */
    readonly mask?: Value<'bool'>;
  } = {},
): CrossAttentionValues {
  const width = input.shape.at(-1);
  const heads = memory.keys.shape[1];
  const headSize = memory.keys.shape[3];
  if (typeof width !== 'number' || typeof heads !== 'number' || typeof headSize !== 'number') {
    throw builder.error(
      'shape-mismatch',
      `'${prefix}' needs known widths, heads and head sizes, got ${formatShape(input.shape)} over keys ${formatShape(memory.keys.shape)}`,
    );
  }
  const projected = linear(builder, input, `${prefix}.query`, { width: heads * headSize });
  const attention = builder.scope(prefix, () => {
    const { output, weights } = scaledAttention(
      builder,
      splitHeads(builder, projected, heads),
      memory.keys,
      memory.values,
      options.mask,
    );
    return { output: joinHeads(builder, output), weights };
  });
  return { output: linear(builder, attention.output, `${prefix}.output`, { width }), weights: attention.weights };
}
