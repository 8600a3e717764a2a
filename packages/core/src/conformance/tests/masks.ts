import type { AttentionElementType } from '../../backend/backend.js';
import { elementCount } from '../../tensor/element-count.js';
import { floatElements } from '../../tensor/float-values.js';
import { pairShape, randomCase, sizesOf } from '../attention-case.js';
import { judge } from '../judge.js';
import { randomMask, randomNumbers, randomTensor } from '../random-tensors.js';
import type { ConformanceContext } from '../test-functions.js';

/** Every way in which a mask or bias may broadcast. */
export function testMasks(context: ConformanceContext, type: AttentionElementType): void {
  const { describe, it } = context;
  const input = randomCase(type);
  const pairs = pairShape(input);
  const shapes = [
    ...Array.from({ length: 16 }, (_, bits) => pairs.map((size, axis) => ((bits >> axis) & 1 ? size : 1))),
    pairs.slice(1),
    pairs.slice(2),
    pairs.slice(3),
    [1],
  ];
  describe('mask', () => {
    for (const shape of shapes)
      it(`of shape [${shape}]`, () => judge(context, { ...input, mask: randomMask(randomNumbers(2), shape) }));
  });
  describe('bias', () => {
    for (const shape of shapes)
      it(`of shape [${shape}]`, () => judge(context, { ...input, bias: randomTensor(randomNumbers(3), type, shape) }));
    it('of -Infinity masks', () => judge(context, { ...input, bias: maskingBias(type, pairs) }));
    it('of the lowest number hides a key only beside others', () =>
      judge(context, { ...input, bias: lowestBias(type, pairs) }));
  });
  describe('padding mask', () => {
    const { batch, length } = sizesOf(input);
    for (const shape of [[batch, length], [1, length], [length], [batch, 1]])
      it(`of shape [${shape}]`, () => judge(context, { ...input, keyMask: randomMask(randomNumbers(4), shape) }));
  });
  it('mask, bias and padding mask together', () => {
    const random = randomNumbers(5);
    const [batch, heads, queries, length] = pairs;
    return judge(context, {
      ...input,
      mask: randomMask(random, [batch, 1, queries, length]),
      bias: randomTensor(random, type, [1, heads, queries, length]),
      keyMask: randomMask(random, [sizesOf(input).batch, length]),
    });
  });
}

function maskingBias(type: AttentionElementType, shape: readonly number[]) {
  const bias = randomTensor(randomNumbers(6), type, shape);
  const infinity = type === 'float16' ? 0xfc00 : Number.NEGATIVE_INFINITY;
  return { ...bias, data: bias.data.map((value, index) => (index % 3 === 0 ? infinity : value)) };
}

const lowest = { float64: -Number.MAX_VALUE, float32: -((2 - 2 ** -23) * 2 ** 127), float16: -65504 };

/** The lowest number for all keys of every second query, and for some of the others'. */
function lowestBias(type: AttentionElementType, shape: readonly number[]) {
  const [, , queries, length] = shape as [number, number, number, number];
  const values = Float64Array.from({ length: elementCount(shape) }, (_, index) =>
    (Math.floor(index / length) % queries) % 2 === 0 || index % 3 === 0 ? lowest[type] : 0,
  );
  return { type, shape, data: floatElements(type, values) };
}
