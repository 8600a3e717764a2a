import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { cast } from '../operators/cast.js';
import { multiply } from '../operators/elementwise.js';
import { matMul } from '../operators/mat-mul.js';
import { softmax } from '../operators/softmax.js';
import { transpose } from '../operators/transpose.js';
import { where } from '../operators/where.js';

/** What attention gives: the mixed values, and the weights by which they were mixed. */
export interface AttentionValues {
  /** `[batch, heads, M, valueSize]` */
  readonly output: Value<'float32'>;
  /** `[batch, heads, M, N]`; costs nothing measurable unless it is fetched as an output. */
  readonly weights: Value<'float32'>;
}

/**
 * Scaled dot-product attention of head-major `query` `[batch, heads, M, headSize]` over `keys` `[batch, heads, N, headSize]`
 * and `values` `[batch, heads, N, valueSize]` (Vaswani et al., 2017).
 *
 * @param mask - Broadcastable to `[batch, heads, M, N]`, true = may attend. A query that may attend to nothing gets zeros.
 * Keys and values must be finite at masked positions too.
 */
export function scaledAttention(
  builder: GraphBuilder,
  query: Value<'float32'>,
  keys: Value<'float32'>,
  values: Value<'float32'>,
  mask?: Value<'bool'>,
): AttentionValues {
  const headSize = query.shape.at(-1);
  if (typeof headSize !== 'number')
    throw builder.error('shape-mismatch', 'attention needs a head size that is known while composing');
  const scaled = multiply(builder, query, builder.scalar(1 / Math.sqrt(headSize)));
  const scores = matMul(builder, scaled, transpose(builder, keys, [0, 1, 3, 2]));
  if (mask === undefined) {
    const weights = softmax(builder, scores);
    return { output: matMul(builder, weights, values), weights };
  }
  // A finite floor keeps the softmax of a row without any key finite; the product with the mask then makes it zero.
  const masked = where(builder, mask, scores, builder.scalar(-1e30));
  const weights = multiply(builder, softmax(builder, masked), cast(builder, mask, 'float32'));
  return { output: matMul(builder, weights, values), weights };
}
