import type { AttentionElementType } from '../../backend/backend.js';
import { pairShape, randomCase, sizesOf } from '../attention-case.js';
import { judge } from '../judge.js';
import { randomMask, randomNumbers, randomTensor } from '../random-tensors.js';
import type { ConformanceContext } from '../test-functions.js';

export function testOptions(context: ConformanceContext, type: AttentionElementType): void {
  const { describe, it } = context;
  const input = randomCase(type);
  describe('scale', () => {
    for (const scale of [1, 0.01, 0, -0.5]) it(`of ${scale}`, () => judge(context, { ...input, scale }));
  });
  describe('softcap', () => {
    for (const softcap of [0.5, 2, 50, 1e5]) it(`of ${softcap}`, () => judge(context, { ...input, softcap }));
    it('comes before mask and bias', () => {
      const random = randomNumbers(7);
      const shape = pairShape(input);
      const bias = randomTensor(random, type, shape);
      return judge(context, { ...input, softcap: 1, mask: randomMask(random, shape), bias });
    });
  });
  describe('key weight', () => {
    const { batch, length } = sizesOf(input);
    for (const shape of [[batch, length], [1, length], [length], [1]])
      it(`of shape [${shape}]`, () => judge(context, { ...input, keyWeight: weights(shape) }));
    it('of 0 masks', () => {
      const data = Float32Array.from({ length }, (_, index) => index % 2);
      return judge(context, { ...input, keyWeight: { type: 'float32', shape: [length], data } });
    });
    it('of 0 everywhere gives zeros', () =>
      judge(context, { ...input, keyWeight: { type: 'float32', shape: [1], data: new Float32Array(1) } }));
  });
  it('all options together', () => {
    const random = randomNumbers(8);
    const several = randomCase(type, { rows: 3, queryHeads: 6, heads: 2, length: 19 });
    const { batch, length } = sizesOf(several);
    return judge(context, {
      ...several,
      scale: 0.7,
      softcap: 3,
      mask: randomMask(random, pairShape(several)),
      bias: randomTensor(random, type, [1, 6, 1, length]),
      keyMask: randomMask(random, [batch, length]),
      keyWeight: weights([batch, length]),
    });
  });
}

/** Weights from 0.25 to 4. */
function weights(shape: readonly number[]) {
  const random = randomNumbers(9);
  const count = shape.reduce((product, size) => product * size, 1);
  return { type: 'float32', shape, data: Float32Array.from({ length: count }, () => 4 ** (2 * random() - 1)) } as const;
}
