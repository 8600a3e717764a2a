import { type AttentionInput, attention, prepare, type Tensor } from '@crossattn/core';
import { afterAll, describe, expect, it } from 'vitest';
import { booleans, random, tensor } from '../../../test/support/run-graph.js';
import { createCpuBackend } from '../../index.js';

const backend = createCpuBackend({ threads: 1 });
afterAll(() => backend.dispose());

type Full = AttentionInput<'float32'> & { key: Tensor<'float32'>; value: Tensor<'float32'> };

/** The same call on a memory of integers and on the reference. */
async function both({ key, value, keyMask, keyWeight, ...call }: Full) {
  const memory = { key, value, keyMask, keyWeight };
  await using prepared = await prepare({ ...memory, backend, precision: 'int8' });
  expect(prepared.precision).toBe('int8');
  const exact = await attention({ ...memory, ...call, backend: 'reference' });
  return { exact, quantized: await attention({ ...call, memory: prepared }) };
}

/** The root of the mean square of the difference, relative to that of what was expected. */
function relativeError(got: ArrayLike<number>, expected: ArrayLike<number>): number {
  let difference = 0;
  let size = 0;
  for (let index = 0; index < expected.length; index += 1) {
    difference += ((got[index] ?? Number.NaN) - (expected[index] ?? Number.NaN)) ** 2;
    size += (expected[index] ?? Number.NaN) ** 2;
  }
  return size === 0 && difference === 0 ? 0 : Math.sqrt(difference / size);
}

const shapes = [
  { query: [1, 1, 1, 1], key: [1, 1, 1, 1] },
  { query: [1, 2, 3, 8], key: [1, 2, 5, 8] },
  { query: [2, 4, 3, 40], key: [2, 4, 77, 40] },
  { query: [1, 12, 1, 64], key: [1, 12, 1000, 64] },
  { query: [2, 6, 17, 33], key: [2, 3, 100, 33] },
  { query: [6, 2, 2, 128], key: [2, 2, 65, 128], rows: 3 },
];

describe('a memory of int8', () => {
  it.each(shapes)('is close to the exact one at %j', async ({ query, key, rows }) => {
    const input = { query: random(query, 1), key: random(key, 2), value: random(key, 3), rows, returnWeights: true };
    const { exact, quantized } = await both(input);
    expect(quantized.output.shape).toEqual(exact.output.shape);
    expect(relativeError(quantized.output.data, exact.output.data)).toBeLessThan(0.015);
    expect(relativeError(quantized.weights?.data ?? [], exact.weights?.data ?? [])).toBeLessThan(0.015);
  });

  it('gives weights also where values have no size', async () => {
    const input = { query: random([1, 2, 3, 8], 1), key: random([1, 2, 5, 8], 2), value: random([1, 2, 5, 0], 3) };
    const { exact, quantized } = await both({ ...input, returnWeights: true });
    expect(quantized.output).toEqual(exact.output);
    expect(relativeError(quantized.weights?.data ?? [], exact.weights?.data ?? [])).toBeLessThan(0.015);
  });

  it('keeps its error with large scores, as trained models have them', async () => {
    const loud = ({ shape, data }: Tensor<'float32'>) =>
      tensor(
        'float32',
        shape,
        data.map((x) => x * 6),
      );
    const input = {
      query: loud(random([1, 4, 8, 64], 1)),
      key: random([1, 4, 500, 64], 2),
      value: random([1, 4, 500, 64], 3),
    };
    const { exact, quantized } = await both(input);
    expect(relativeError(quantized.output.data, exact.output.data)).toBeLessThan(0.05);
  });

  it('honours masks, weights, bias, scale and softcap', async () => {
    const input = {
      query: random([2, 2, 4, 16], 1),
      key: random([2, 2, 60, 16], 2),
      value: random([2, 2, 60, 24], 3),
      keyMask: tensor(
        'bool',
        [2, 60],
        Uint8Array.from({ length: 120 }, (_, index) => Number(index < 70)),
      ),
      keyWeight: tensor(
        'float32',
        [60],
        Float32Array.from({ length: 60 }, (_, index) => index % 4),
      ),
      mask: tensor(
        'bool',
        [4, 60],
        Uint8Array.from({ length: 240 }, (_, index) => Number(index >= 60 && index % 3 > 0)),
      ),
      bias: random([2, 4, 60], 4),
      scale: 0.7,
      softcap: 1.5,
      returnWeights: true,
    };
    const { exact, quantized } = await both(input);
    expect(relativeError(quantized.output.data, exact.output.data)).toBeLessThan(0.015);
    expect(
      quantized.weights?.data.every((weight, index) => (weight === 0) === (exact.weights?.data[index] === 0)),
    ).toBe(true);
    expect(quantized.output.data.subarray(0, 24).every((element) => element === 0)).toBe(true);
  });

  it('gives NaN for queries that are not finite, as exact ones do, and keeps it to their rows', async () => {
    const query = random([1, 1, 3, 8], 1);
    query.data[8] = Number.NaN;
    const { quantized } = await both({ query, key: random([1, 1, 5, 8], 2), value: random([1, 1, 5, 8], 3) });
    expect(Array.from(quantized.output.data, Number.isNaN)).toEqual(
      Array.from({ length: 24 }, (_, index) => index >= 8 && index < 16),
    );
  });

  it('reads nothing that is masked out', async () => {
    const key = random([1, 1, 5, 8], 2);
    key.data.fill(Number.NaN, 16, 24);
    const keyMask = booleans([5], 1, 1, 0, 1, 1);
    const { exact, quantized } = await both({ query: random([1, 1, 1, 8], 1), key, value: key, keyMask });
    expect(relativeError(quantized.output.data, exact.output.data)).toBeLessThan(0.015);
  });

  it('computes scores that do not fit into one block', async () => {
    const query = random([1, 4, 1100, 4], 1);
    const key = random([1, 4, 4100, 4], 2);
    await using memory = await prepare({ key, value: key, backend, precision: 'int8' });
    const { output } = await attention({ query, memory });
    const { output: exact } = await attention({ query, key, value: key, backend });
    expect(relativeError(output.data, exact.data)).toBeLessThan(0.03);
  });

  it('takes float16, and memories without anything', async () => {
    const half = (shape: readonly number[]) => ({
      type: 'float16' as const,
      shape,
      data: new Uint16Array(shape.reduce((a, b) => a * b, 1)).fill(0x3c00),
    });
    await using memory = await prepare({
      key: half([1, 1, 3, 4]),
      value: half([1, 1, 3, 4]),
      backend,
      precision: 'int8',
    });
    const { output } = await attention({ query: half([1, 1, 1, 4]), memory });
    expect([...output.data]).toEqual([0x3c00, 0x3c00, 0x3c00, 0x3c00]);
    await using empty = await prepare({
      key: random([1, 1, 0, 4]),
      value: random([1, 1, 0, 4]),
      backend,
      precision: 'int8',
    });
    expect([...(await attention({ query: random([1, 1, 1, 4]), memory: empty })).output.data]).toEqual([0, 0, 0, 0]);
  });

  it('says what it cannot hold or do', async () => {
    const refused = (message: string) => ({
      code: 'unsupported-by-backend',
      message: expect.stringContaining(message),
    });
    const key = random([1, 1, 3, 4]);
    const broken = tensor(
      'float32',
      [1, 1, 3, 4],
      key.data.map((x, index) => (index === 7 ? Number.POSITIVE_INFINITY : x)),
    );
    const options = { backend, precision: 'int8' } as const;
    await expect(prepare({ key, value: broken, ...options })).rejects.toMatchObject(
      refused('value: precision int8 needs finite'),
    );
    const double = tensor('float64', [1, 1, 1, 1], Float64Array.of(1));
    await expect(prepare({ key: double, value: double, ...options })).rejects.toMatchObject(refused('got float64'));
    await using memory = await prepare({ key, value: key, ...options });
    await expect(attention({ query: random([1, 1, 1, 4]), memory, editWeights: () => {} })).rejects.toMatchObject(
      refused('editWeights'),
    );
  });
});
