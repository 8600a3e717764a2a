import {
  add,
  concatenate,
  type Dimension,
  dimensionSize,
  type GraphBuilder,
  matMul,
  multiply,
  softmax,
  transpose,
  type Value,
} from '@crossattn/onnx';
import { affine } from './affine.js';
import type { PartKeysValues, PartMask } from './memory-inputs.js';

/** How tokens are dealt out to the memories of each part; computed once a step, the same for all layers. */
export interface JoinedLayout {
  /** For each part, the shape `[batch, queries, heads, headSize]` of its queries. */
  readonly queryShapes: readonly Value<'int64'>[];
  /** For each part, the shape `[heads, batch, queries, memory]` of its weights. */
  readonly weightShapes: readonly Value<'int64'>[];
  /** Length of each part. */
  readonly lengths: Value<'int64'>;
}

/** What cross-attention over several parts gives: its output `[tokens, width]`, and a map of each part. */
export interface JoinedAttentionValues {
  readonly output: Value<'float32'>;
  /** `[batch, heads, queries, memory]` with the batch and length of the part; all maps of a query sum to 1. */
  readonly weights: readonly Value<'float32'>[];
}

/** Reads the sizes of the parts that `masks` tell of. */
export function joinedLayout(
  builder: GraphBuilder,
  masks: readonly PartMask[],
  { heads, headSize }: { readonly heads: number; readonly headSize: number },
): JoinedLayout {
  const sizes = masks.map(({ allowed: { shape } }) => ({
    batch: dimensionSize(builder, shape[0] as Dimension),
    length: dimensionSize(builder, shape[3] as Dimension),
  }));
  const join = (...values: readonly Value<'int64'>[]) => concatenate(builder, values, 0);
  return {
    queryShapes: sizes.map(({ batch }) => join(batch, builder.integers(-1, heads, headSize))),
    weightShapes: sizes.map(({ batch }) => join(builder.integers(heads), batch, builder.integers(-1, 0))),
    lengths: join(...sizes.map(({ length }) => length)),
  };
}

/**
 * Cross-attention over a memory of several parts, with one softmax over the positions of all. Parts have batches of their
 * own: a part that several texts share is there once, all their tokens are its queries, and no part's keys or values are
 * copied beside another's; only scores are brought together. A query that may attend to nothing gives zeros.
 *
 * @param input - `[tokens, width]`; the tokens of each part's first memory come first, as many for each of its memories
 */
export function joinedAttention(
  builder: GraphBuilder,
  input: Value<'float32'>,
  prefix: string,
  parts: readonly (PartKeysValues & PartMask)[],
  layout: JoinedLayout,
): JoinedAttentionValues {
  const [tokens, width] = input.shape as readonly [Dimension, number];
  const projected = affine(builder, input, `${prefix}.query`, width);
  const { mixed, weights } = builder.scope(prefix, () => {
    const scores = parts.map(({ keys, bias }, part) => {
      const [batch, heads, headSize, length] = keys.shape as readonly [string, number, number, string];
      const queryShape = [batch, `queries.${part}`, heads, headSize];
      const query = reshapeTo(builder, projected, layout.queryShapes[part] as Value<'int64'>, queryShape);
      const own = add(builder, matMul(builder, transpose(builder, query, [0, 2, 1, 3]), keys), bias);
      const byToken = builder.integers(1, heads, -1, 0);
      return reshapeTo(builder, transpose(builder, own, [1, 0, 2, 3]), byToken, [1, heads, tokens, length]);
    });
    const joined = softmax(builder, concatenate(builder, scores, 3));
    const shares = builder.node<'float32'[]>(
      'Split',
      { inputs: [joined, layout.lengths], attributes: { axis: 3 } },
      scores.map(({ shape }) => ({ type: 'float32', shape })),
    );
    const weights = parts.map(({ keys, allowed }, part) => {
      const [batch, heads, , length] = keys.shape as readonly [string, number, number, string];
      const shape = [heads, batch, `queries.${part}`, length];
      const share = shares[part] as Value<'float32'>;
      const own = reshapeTo(builder, share, layout.weightShapes[part] as Value<'int64'>, shape);
      return multiply(builder, transpose(builder, own, [1, 0, 2, 3]), allowed);
    });
    const mixed = parts.map(({ values }, part) => {
      const own = transpose(builder, matMul(builder, weights[part] as Value<'float32'>, values), [0, 2, 1, 3]);
      return reshapeTo(builder, own, builder.integers(-1, width), input.shape);
    });
    return { mixed: mixed.reduce((sum, own) => add(builder, sum, own)), weights };
  });
  return { output: affine(builder, mixed, `${prefix}.output`, width), weights };
}

/** A reshape by a shape that is computed in the graph, where the symbols alone cannot tell that the sizes agree. */
function reshapeTo(
  builder: GraphBuilder,
  value: Value<'float32'>,
  target: Value<'int64'>,
  shape: readonly Dimension[],
): Value<'float32'> {
  const [result] = builder.node<['float32']>('Reshape', { inputs: [value, target], attributes: { allowzero: 0 } }, [
    { type: 'float32', shape },
  ]);
  return result;
}
