import { type AttentionInput, attention, floatValues, numberToFloat16, type Tensor } from '@crossattn/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebGpuBackend, type WebGpuBackend } from '../src/index.js';
import { expectReference, mask, tensor } from './expect-reference.js';
import { lavapipe } from './lavapipe.js';

// One case for each kind of kernel: this driver's compiler takes seconds for each.
describe.skipIf(lavapipe.absent)(lavapipe.title('webgpu on lavapipe'), () => {
  let backend: WebGpuBackend;
  beforeAll(async () => {
    backend = await createWebGpuBackend();
  });
  afterAll(() => backend?.dispose());

  it('splits the keys of a few queries', async () => {
    const [query, key, value] = [tensor(1, 1, 5, 8), tensor(1, 1, 1500, 8), tensor(1, 1, 1500, 8)];
    await expectReference({ query, key, value }, backend);
  });

  it('attends with one query', async () => {
    const [query, key, value] = [tensor(2, 2, 1, 64), tensor(2, 2, 77, 64), tensor(2, 2, 77, 64)];
    await expectReference({ query, key, value }, backend);
  });

  it('attends with many queries and everything that changes scores', async () => {
    const [query, key, value] = [tensor(2, 2, 70, 20), tensor(1, 1, 50, 20), tensor(1, 1, 50, 12)];
    const given = { mask: mask(2, 2, 70, 50), bias: tensor(1, 2, 1, 50), keyMask: mask(1, 50), softcap: 2 };
    await expectReference({ query, key, value, rows: 2, ...given }, backend);
  });

  it('keeps NaN behind a mask', async () => {
    const value = tensor(1, 1, 50, 8);
    value.data.fill(Number.NaN, 17 * 8, 18 * 8);
    const closed = mask(1, 1, 1, 50);
    closed.data[17] = 0;
    await expectReference({ query: tensor(1, 1, 40, 8), key: tensor(1, 1, 50, 8), value, mask: closed }, backend);
  });

  it('rounds float16 once', async () => {
    const halves = (from: Tensor<'float32'>): Tensor<'float16'> => ({
      ...from,
      type: 'float16',
      data: Uint16Array.from(from.data, numberToFloat16),
    });
    const input = {
      query: halves(tensor(1, 1, 20, 10)),
      key: halves(tensor(1, 1, 30, 10)),
      value: halves(tensor(1, 1, 30, 10)),
    } satisfies AttentionInput<'float16'>;
    const { output } = await attention({ ...input, backend });
    const expected = await attention({ ...input, backend: 'reference' });
    const [got, wanted] = [floatValues(output), floatValues(expected.output)];
    for (const [index, number] of got.entries()) expect(number).toBeCloseTo(wanted[index] as number, 3);
  });
});
