import fc from 'fast-check';
import { describe, it } from 'vitest';
import { type AttentionCase, pairShape, randomCase, sizesOf } from '../conformance/attention-case.js';
import { judge } from '../conformance/judge.js';
import { randomMask, randomNumbers, randomTensor } from '../conformance/random-tensors.js';
import { createReferenceBackend } from './reference-backend.js';

const backend = createReferenceBackend();
const size = fc.integer({ min: 0, max: 5 });
const kept = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });

/** Any sizes, any combination of options, any broadcasting. */
const call = fc
  .record({
    type: fc.constantFrom('float64' as const, 'float32' as const, 'float16' as const),
    seed: fc.nat(),
    sizes: fc.record({
      batch: size,
      rows: fc.integer({ min: 1, max: 3 }),
      heads: fc.integer({ min: 1, max: 3 }),
      queries: size,
      length: size,
      headSize: size,
      valueHeadSize: size,
    }),
    group: fc.integer({ min: 0, max: 3 }),
    mask: fc.option(kept),
    bias: fc.option(kept),
    keyMask: fc.boolean(),
    keyWeight: fc.boolean(),
    scale: fc.option(fc.double({ min: -2, max: 2, noNaN: true }), { nil: undefined }),
    softcap: fc.option(fc.double({ min: 0.5, max: 20, noNaN: true }), { nil: undefined }),
  })
  .map(({ type, seed, sizes, group, mask, bias, keyMask, keyWeight, scale, softcap }): AttentionCase => {
    const input = randomCase(type, { ...sizes, queryHeads: sizes.heads * group }, seed);
    const random = randomNumbers(seed + 1);
    const { batch, length } = sizesOf(input);
    const shapeOf = (axes: readonly boolean[]) => pairShape(input).map((each, axis) => (axes[axis] ? each : 1));
    return {
      ...input,
      ...(mask ? { mask: randomMask(random, shapeOf(mask)) } : {}),
      ...(bias ? { bias: randomTensor(random, type, shapeOf(bias)) } : {}),
      ...(keyMask ? { keyMask: randomMask(random, [batch, length]) } : {}),
      ...(keyWeight ? { keyWeight: weights(random, batch, length) } : {}),
      scale,
      softcap,
    };
  });

function weights(random: () => number, batch: number, length: number) {
  const data = Float32Array.from({ length: batch * length }, () => Math.max(0, 3 * random() - 0.5));
  return { type: 'float32', shape: [batch, length], data } as const;
}

describe('reference', () => {
  it('agrees with the formula on any call', async () => {
    const context = { describe, it, options: {}, backend: async () => backend };
    await fc.assert(
      fc.asyncProperty(call, (input) => judge(context, input)),
      { numRuns: 500 },
    );
  });
});
