import { attention } from '../../attention/attention.js';
import type { AttentionElementType } from '../../backend/backend.js';
import { floatElements, floatValues } from '../../tensor/float-values.js';
import type { Tensor } from '../../tensor/tensor.js';
import { assert, assertClose } from '../assertions.js';
import { type AttentionCase, randomCase, sizesOf } from '../attention-case.js';
import { randomMask, randomNumbers } from '../random-tensors.js';
import type { ConformanceContext } from '../test-functions.js';
import { toleranceBetween } from '../tolerance.js';

type FloatTensor = Tensor<AttentionElementType>;
const seeds = [1, 2, 3, 4, 5];

/** What holds for every attention, whatever the numbers. */
export function testProperties(context: ConformanceContext, type: AttentionElementType): void {
  const tolerance = toleranceBetween(type, context.options);
  const run = async (input: AttentionCase) =>
    attention({ ...input, backend: await context.backend(), returnWeights: true });
  const each = (name: string, check: (seed: number) => Promise<void>) =>
    context.it(name, async () => {
      for (const seed of seeds) await check(seed);
    });

  context.describe('properties', () => {
    each('weights are 0 or more, sum to one, and are 0 where masked', async (seed) => {
      const input = randomCase(type, {}, seed);
      const { length } = sizesOf(input);
      const keyMask = randomMask(randomNumbers(seed), [length]);
      keyMask.data[0] = 1;
      const weights = Array.from(floatValues((await run({ ...input, keyMask })).weights));
      for (let start = 0; start < weights.length; start += length) {
        const row = weights.slice(start, start + length);
        const sum = row.reduce((total, weight) => total + weight, 0);
        assert(Math.abs(sum - 1) <= length * tolerance.absolute, `weights: expected a sum of 1, got ${sum}`);
        row.forEach((weight, key) => {
          assert(keyMask.data[key] ? weight >= 0 : weight === 0, `weights: got ${weight} for key ${key}`);
        });
      }
    });
    each('permuting keys with their values changes nothing', async (seed) => {
      const input = randomCase(type, {}, seed);
      const order = shuffled(sizesOf(input).length, seed);
      const permuted = { ...input, key: pick(input.key, order), value: pick(input.value, order) };
      assertClose('output', (await run(permuted)).output, floatValues((await run(input)).output), tolerance);
    });
    each('a query of zeros gives the mean of the values', async (seed) => {
      const input = randomCase(type, { queryHeads: 2, heads: 2 }, seed);
      const { batch, heads, queries, length, valueHeadSize } = sizesOf(input);
      const query = { ...input.query, data: floatElements(type, new Float64Array(input.query.data.length)) };
      const values = floatValues(input.value);
      const expected: number[] = [];
      for (let head = 0; head < batch * heads; head += 1)
        for (let repeat = 0; repeat < queries; repeat += 1)
          for (let element = 0; element < valueHeadSize; element += 1) {
            let sum = 0;
            for (let key = 0; key < length; key += 1)
              sum += values[(head * length + key) * valueHeadSize + element] as number;
            expected.push(sum / length);
          }
      assertClose('output', (await run({ ...input, query })).output, expected, tolerance);
    });
    each('adding a constant to all scores changes nothing', async (seed) => {
      const input = randomCase(type, {}, seed);
      const bias = { type, shape: [1], data: floatElements(type, Float64Array.of(3)) };
      const shifted = (await run({ ...input, bias })).output;
      const wider = { absolute: 4 * tolerance.absolute, relative: 4 * tolerance.relative };
      assertClose('output', shifted, floatValues((await run(input)).output), wider);
    });
    each('masking equals removing', async (seed) => {
      const input = randomCase(type, {}, seed);
      const kept = shuffled(sizesOf(input).length, seed).slice(0, 4).sort();
      const data = Uint8Array.from({ length: sizesOf(input).length }, (_, key) => Number(kept.includes(key)));
      const masked = await run({ ...input, mask: { type: 'bool', shape: [data.length], data } });
      const removed = await run({ ...input, key: pick(input.key, kept), value: pick(input.value, kept) });
      assertClose('output', masked.output, floatValues(removed.output), tolerance);
    });
    each('a key weight of 2 equals the key given twice', async (seed) => {
      const input = randomCase(type, {}, seed);
      const twice = [0, ...Array.from({ length: sizesOf(input).length }, (_, key) => key)];
      const weights = Float32Array.from({ length: sizesOf(input).length }, (_, key) => (key === 0 ? 2 : 1));
      const keyWeight = { type: 'float32', shape: [weights.length], data: weights } as const;
      const doubled = await run({ ...input, key: pick(input.key, twice), value: pick(input.value, twice) });
      assertClose('output', (await run({ ...input, keyWeight })).output, floatValues(doubled.output), tolerance);
    });
  });
}

function shuffled(length: number, seed: number): number[] {
  const random = randomNumbers(seed);
  return Array.from({ length }, (_, index) => ({ index, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ index }) => index);
}

/** Takes positions along the length of `[B, Hkv, N, D]`. */
function pick(tensor: FloatTensor, positions: readonly number[]): FloatTensor {
  const [batch, heads, length, size] = tensor.shape as [number, number, number, number];
  const values = floatValues(tensor);
  const picked: number[] = [];
  for (let head = 0; head < batch * heads; head += 1)
    for (const position of positions) {
      const start = (head * length + position) * size;
      picked.push(...values.subarray(start, start + size));
    }
  const data = floatElements(tensor.type, Float64Array.from(picked));
  return { type: tensor.type, shape: [batch, heads, positions.length, size], data };
}
