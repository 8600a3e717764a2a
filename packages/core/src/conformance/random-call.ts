import type { AttentionElementType } from '../backend/backend.js';
import { floatElements, floatValues } from '../tensor/float-values.js';
import type { Tensor } from '../tensor/tensor.js';
import { type AttentionCase, pairShape, randomCase, sizesOf } from './attention-case.js';
import { randomMask, randomNumbers, randomTensor } from './random-tensors.js';

type FloatTensor = Tensor<AttentionElementType>;

/** The formula is slow: queries x keys x head size stay below this. */
const mostProducts = 300_000;

/** A call of any sizes with any options, broadcast in any way; now and then an element is infinite. A seed repeats it. */
export function randomCall(type: AttentionElementType, seed: number): AttentionCase {
  const random = randomNumbers(seed);
  const oneOf = <Choice>(...choices: readonly Choice[]) => choices[Math.floor(random() * choices.length)] as Choice;
  const often = (share: number) => random() < share;

  const heads = oneOf(1, 1, 2, 3);
  const sizes = {
    batch: oneOf(0, 1, 1, 2, 3),
    rows: oneOf(1, 1, 2, 3),
    heads,
    queryHeads: heads * oneOf(0, 1, 1, 1, 2, 3),
    queries: oneOf(0, 1, 1, 2, 5, 9, 33),
    headSize: oneOf(0, 1, 3, 4, 8, 17, 32),
    valueHeadSize: oneOf(0, 1, 3, 4, 8, 17, 32),
  };
  const pairs = sizes.batch * sizes.rows * sizes.queryHeads * sizes.queries;
  const fits = Math.floor(mostProducts / Math.max(1, pairs * (sizes.headSize + sizes.valueHeadSize)));
  const input = randomCase(type, { ...sizes, length: Math.min(fits, oneOf(0, 1, 2, 5, 16, 65, 130, 300)) }, seed);

  const { batch, length } = sizesOf(input);
  const pairShapeOf = () => {
    const shape = pairShape(input).map((size) => (often(0.3) ? 1 : size));
    return shape.slice(oneOf(0, 0, 1, 2, 3));
  };
  const keyShape = () => oneOf([length], [batch, length], [1, length], [batch, 1]);
  return {
    ...input,
    ...(often(0.1) ? { query: withInfinity(input.query, random) } : {}),
    ...(often(0.1) ? { key: withInfinity(input.key, random) } : {}),
    ...(often(0.3) ? { mask: randomMask(random, pairShapeOf()) } : {}),
    ...(often(0.3) ? { bias: hiding(randomTensor(random, type, pairShapeOf()), random) } : {}),
    ...(often(0.3) ? { keyMask: randomMask(random, keyShape()) } : {}),
    ...(often(0.3) ? { keyWeight: randomWeights(random, keyShape()) } : {}),
    scale: often(0.3) ? random() - 0.5 : undefined,
    softcap: often(0.2) ? 0.5 + 10 * random() : undefined,
  };
}

function withInfinity(tensor: FloatTensor, random: () => number): FloatTensor {
  const infinity = random() < 0.5 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const place = Math.floor(random() * tensor.data.length);
  return changed(tensor, (element, index) => (index === place ? infinity : element));
}

/** Some of the elements `-Infinity`. */
function hiding(bias: FloatTensor, random: () => number): FloatTensor {
  return changed(bias, (element) => (random() < 0.1 ? Number.NEGATIVE_INFINITY : element));
}

function changed(tensor: FloatTensor, change: (element: number, index: number) => number): FloatTensor {
  return { ...tensor, data: floatElements(tensor.type, Float64Array.from(floatValues(tensor), change)) };
}

/** Some of them 0. */
function randomWeights(random: () => number, shape: readonly number[]): Tensor<'float32'> {
  const count = shape.reduce((product, size) => product * size, 1);
  return { type: 'float32', shape, data: Float32Array.from({ length: count }, () => Math.max(0, 3 * random() - 0.5)) };
}
