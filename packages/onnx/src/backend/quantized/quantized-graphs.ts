import type { Graph } from '../../graph/graph.js';
import { GraphBuilder } from '../../graph/graph-builder.js';
import type { Value } from '../../graph/value.js';
import { concatenate } from '../../operators/concatenate.js';
import { add, multiply } from '../../operators/elementwise.js';
import { slice } from '../../operators/slice.js';
import type { ComputeTensor } from '../tensor/compute-tensor.js';
import { blockSize, quantizeRows } from './quantize.js';

/** `query` `[P, L, D]` -> `scores` `[P, L, N]`, for keys that are part of the graph; `P` counts batches and heads. */
export function quantizedScoresGraph(key: ComputeTensor): Graph {
  const [batches = 0, heads = 0, keys = 0, width = 0] = key.shape;
  const builder = new GraphBuilder({ name: 'attention-int8-scores' });
  const query = builder.input('query', 'float32', [batches * heads, 'L', width]);
  const scale = builder.input('scale', 'float32', []);
  const scaled = multiply(builder, query, scale);
  const products = eachPair(builder, scaled, batches * heads, keys, (pair) =>
    quantizeRows(key.data, pair * keys * width, keys, width, width, 1),
  );
  builder.output('scores', withNaN(builder, products, query));
  return builder.build();
}

/** `weights` `[P, L, N]` -> `output` `[P, L, Dv]`, for values that are part of the graph. */
export function quantizedMixingGraph(value: ComputeTensor): Graph {
  const [batches = 0, heads = 0, keys = 0, width = 0] = value.shape;
  const builder = new GraphBuilder({ name: 'attention-int8-mixing' });
  const weights = builder.input('weights', 'float32', [batches * heads, 'L', keys]);
  const products = eachPair(builder, weights, batches * heads, width, (pair) =>
    quantizeRows(value.data, pair * keys * width, width, keys, 1, width),
  );
  // One NaN among the scores of a row has made all its weights NaN.
  builder.output('output', withNaN(builder, products, slice(builder, weights, 2, 0, 1)));
  return builder.build();
}

/** Multiplies the rows of each pair of batch and head with the quantised matrix of that pair. */
function eachPair(
  builder: GraphBuilder,
  rows: Value<'float32'>,
  pairs: number,
  width: number,
  quantize: (pair: number) => ReturnType<typeof quantizeRows>,
): Value<'float32'> {
  const inner = rows.shape[2] as number;
  const signature = (shape: readonly (number | string)[]) => ({ type: 'float32', shape }) as const;
  const parts: readonly Value<'float32'>[] =
    pairs === 1
      ? [rows]
      : builder.node<'float32'[]>(
          'Split',
          { inputs: [rows], attributes: { axis: 0, num_outputs: pairs } },
          Array.from({ length: pairs }, () => signature([1, 'L', inner])),
        );
  const products = parts.map((part, pair) => {
    const { elements, scales, blocks } = quantize(pair);
    const matrix = builder.constant('uint8', [width, blocks, blockSize], elements);
    const factors = builder.constant('float32', [width, blocks], scales);
    // Level 4 multiplies integers: the rows are quantised as well, block by block.
    const attributes = { K: inner, N: width, bits: 8, block_size: blockSize, accuracy_level: 4 };
    const inputs = [part, matrix, factors];
    return builder.node<['float32']>('MatMulNBits', { domain: 'com.microsoft', inputs, attributes }, [
      signature([1, 'L', width]),
    ])[0];
  });
  return concatenate(builder, products, 0);
}

/** What is not finite is lost when it becomes an integer: a row that has any of it is made NaN again. */
function withNaN(builder: GraphBuilder, products: Value<'float32'>, rows: Value<'float32'>): Value<'float32'> {
  const nothing = multiply(builder, rows, builder.scalar(0));
  const inputs = [nothing, builder.integers(-1)];
  const [sum] = builder.node<['float32']>('ReduceSum', { inputs, attributes: { keepdims: 1 } }, [
    { type: 'float32', shape: [...rows.shape.slice(0, 2), 1] },
  ]);
  return add(builder, products, sum);
}
