import { multiplyDimensions } from '../graph/dimension-arithmetic.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { cast } from '../operators/cast.js';
import { add, multiply } from '../operators/elementwise.js';
import { reshape } from '../operators/reshape.js';
import type { QuantizedWeight } from '../weights/quantized-weight.js';

/** 128 stands for 0, so that the product is one of unsigned and signed integers, for which every processor has a kernel. */
const zeroPoint = 128;

/**
 * `input` `[…, in]` times an int8 weight `[in, out]`, in integers: each row of the input becomes integers from -127 to 127
 * with a scale of its own, so that no row's result depends on the others. The elements of the weight have to be within
 * -64 and 64: sums of two products have 16 bits on processors without VNNI. The input has to be finite.
 */
export function quantizedProduct(
  builder: GraphBuilder,
  input: Value<'float32'>,
  { elements, scale }: QuantizedWeight,
): Value<'float32'> {
  const outer = input.shape.slice(0, -1);
  const [inner = 0, width = 0] = elements.shape;
  const rows = multiplyDimensions(...outer);
  const flat = reshape(builder, input, [rows, inner]);
  const rowScale = scaleOfRows(builder, flat);
  const zeroPoints = cast(
    builder,
    add(builder, multiply(builder, rowScale, builder.scalar(0)), builder.scalar(zeroPoint)),
    'uint8',
  );
  const [quantized] = builder.node<['uint8']>(
    'QuantizeLinear',
    { inputs: [flat, rowScale, zeroPoints], attributes: { axis: 0 } },
    [{ type: 'uint8', shape: [rows, inner] }],
  );
  const one = builder.scalar(1);
  const zero = builder.constant('uint8', [], Uint8Array.of(zeroPoint));
  const [product] = builder.node<['float32']>(
    'MatMulIntegerToFloat',
    { domain: 'com.microsoft', inputs: [quantized, elements, one, scale, zero] },
    [{ type: 'float32', shape: [rows, width] }],
  );
  const scaled = multiply(builder, product, reshape(builder, rowScale, [rows, 1]));
  return reshape(builder, scaled, [...outer, width]);
}

/** `[rows]`: the largest number of a row becomes 127. */
function scaleOfRows(builder: GraphBuilder, input: Value<'float32'>): Value<'float32'> {
  const [rows = 0] = input.shape;
  const signature = [{ type: 'float32', shape: [rows] }] as const;
  const [sizes] = builder.node<['float32']>('Abs', { inputs: [input] }, [{ type: 'float32', shape: input.shape }]);
  const [largest] = builder.node<['float32']>(
    'ReduceMax',
    { inputs: [sizes, builder.integers(1)], attributes: { keepdims: 0 } },
    signature,
  );
  // A row of zeros gets a scale as well.
  const [positive] = builder.node<['float32']>('Max', { inputs: [largest, builder.scalar(1e-30)] }, signature);
  return multiply(builder, positive, builder.scalar(1 / 127));
}
