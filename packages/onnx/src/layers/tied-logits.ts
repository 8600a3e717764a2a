import { formatShape } from '../graph/dimension.js';
import { multiplyDimensions } from '../graph/dimension-arithmetic.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { reshape } from '../operators/reshape.js';

/**
 * Scores of every entry of an embedding table, `input x table^T + bias`: `[…, width] -> […, entries]`. The table
 * `[entries, width]` is used as it lies, without a transposed copy.
 */
export function tiedLogits(
  builder: GraphBuilder,
  input: Value<'float32'>,
  table: string,
  options: { readonly bias?: string } = {},
): Value<'float32'> {
  return builder.scope(`${table}.logits`, () => {
    const width = input.shape.at(-1);
    if (typeof width !== 'number') {
      throw builder.error(
        'shape-mismatch',
        `logits need a last dimension of known size, got ${formatShape(input.shape)}`,
      );
    }
    const outer = input.shape.slice(0, -1);
    const weight = builder.weight(table, [undefined, width]);
    const [entries = 0] = weight.shape;
    const bias = options.bias === undefined ? undefined : builder.weight(options.bias, [entries]);
    const rows = multiplyDimensions(...outer);
    const flat = reshape(builder, input, [rows, width]);
    const inputs = bias === undefined ? [flat, weight] : [flat, weight, bias];
    const [scores] = builder.node<['float32']>('Gemm', { inputs, attributes: { transB: 1 } }, [
      { type: 'float32', shape: [rows, entries] },
    ]);
    return reshape(builder, scores, [...outer, entries]);
  });
}
