import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { attention, createReferenceBackend, prepare, type Tensor } from '@crossattn/core';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCpuBackend } from '../backend/cpu/cpu-backend.js';
import { waves } from '../backend/tensor/waves.js';
import { compiledFrom } from './attend-module.js';
import { SimdKernel } from './simd-kernel.js';
import { SimdMemory } from './simd-memory.js';

const kernel = new SimdKernel();

function memoryOf(key: Tensor<'float32'>, value: Tensor<'float32'>): SimdMemory {
  const memory = SimdMemory.create(kernel);
  if (memory === undefined || !memory.load(key, value)) throw new Error('no kernel here');
  return memory;
}

function largestDifference(left: Tensor<'float32'>, right: Tensor<'float32'>): number {
  return left.data.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (right.data[index] ?? Number.NaN))),
    0,
  );
}

describe('the WebAssembly kernel', () => {
  it('was compiled from the source that lies beside it', () => {
    const source = readFileSync(new URL('../../assembly/attend.ts', import.meta.url));
    expect(compiledFrom).toBe(createHash('sha256').update(source).digest('hex'));
  });

  it('computes what the float64 reference computes, whatever the sizes', async () => {
    const size = fc.integer({ min: 1, max: 9 });
    const sizes = fc.record({
      batches: fc.integer({ min: 1, max: 3 }),
      heads: fc.integer({ min: 1, max: 3 }),
      length: size,
      keys: fc.integer({ min: 1, max: 70 }),
      width: fc.integer({ min: 1, max: 41 }),
      valueWidth: fc.integer({ min: 1, max: 70 }),
      biasBatches: fc.boolean(),
      biasHeads: fc.boolean(),
      biasLength: fc.boolean(),
      biased: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ batches, heads, length, keys, width, valueWidth, ...rest }) => {
        const query = waves([batches, heads, length, width], 0.37);
        const key = waves([batches, heads, keys, width], 0.61);
        const value = waves([batches, heads, keys, valueWidth], 0.83);
        const biasShape = [
          rest.biasBatches ? batches : 1,
          rest.biasHeads ? heads : 1,
          rest.biasLength ? length : 1,
          keys,
        ];
        const bias = rest.biased ? waves(biasShape, 0.29) : undefined;
        const memory = memoryOf(key, value);
        const scale = 1 / Math.sqrt(width);
        const result = memory.attend({ query, scale, bias, withWeights: true });
        const input = { query, key, value, scale, backend: createReferenceBackend(), returnWeights: true } as const;
        const expected = await attention(bias === undefined ? input : { ...input, bias });
        expect(result?.output.shape).toEqual(expected.output.shape);
        expect(result?.weights?.shape).toEqual(expected.weights.shape);
        expect(largestDifference(expected.output, result?.output as Tensor<'float32'>)).toBeLessThan(1e-5);
        expect(largestDifference(expected.weights, result?.weights as Tensor<'float32'>)).toBeLessThan(1e-5);
        const without = memory.attend({ query, scale, bias, withWeights: false });
        expect(without?.weights).toBeUndefined();
        expect(without?.output).toEqual(result?.output);
      }),
      { numRuns: 150 },
    );
  });

  it('is right where every score is far below zero, also beside padded keys', async () => {
    const query: Tensor<'float32'> = {
      type: 'float32',
      shape: [1, 1, 1, 4],
      data: Float32Array.of(100, 100, 100, 100),
    };
    const key: Tensor<'float32'> = { type: 'float32', shape: [1, 1, 1, 4], data: Float32Array.of(-9, -9, -9, -9) };
    const value: Tensor<'float32'> = { type: 'float32', shape: [1, 1, 1, 3], data: Float32Array.of(1, 2, 3) };
    const result = memoryOf(key, value).attend({ query, scale: 1, withWeights: true });
    expect(result?.output.data).toEqual(Float32Array.of(1, 2, 3));
    expect(result?.weights?.data).toEqual(Float32Array.of(1));
  });

  it('forgets a memory when it loads another, and grows', async () => {
    const memory = memoryOf(waves([1, 1, 700, 30], 0.2), waves([1, 1, 700, 30], 0.4));
    const key = waves([1, 2, 5, 6], 0.3);
    const value = waves([1, 2, 5, 6], 0.7);
    expect(memory.load(key, value)).toBe(true);
    const query = waves([1, 2, 2, 6], 0.5);
    const expected = await attention({ query, key, value, scale: 0.5, backend: createReferenceBackend() });
    const result = memory.attend({ query, scale: 0.5, withWeights: false });
    expect(largestDifference(expected.output, result?.output as Tensor<'float32'>)).toBeLessThan(1e-6);
  });

  it('gives NaN to the queries that have it, and to no other', () => {
    const query = waves([1, 1, 3, 8], 0.5);
    query.data[8] = Number.NaN;
    const result = memoryOf(waves([1, 1, 9, 8], 0.3), waves([1, 1, 9, 8], 0.7)).attend({
      query,
      scale: 1,
      withWeights: false,
    });
    const rows = [0, 1, 2].map((row) => result?.output.data.slice(row * 8, row * 8 + 8).every(Number.isNaN));
    expect(rows).toEqual([false, true, false]);
    expect(result?.output.data.slice(16).some(Number.isNaN)).toBe(false);
  });
});

describe('the backend cpu', () => {
  const query = waves([1, 2, 3, 8], 0.5);
  const key = waves([1, 2, 20, 8], 0.3);
  const value = waves([1, 2, 20, 8], 0.7);

  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it('computes small calls with it, prepared or not', async () => {
    const attend = vi.spyOn(SimdMemory.prototype, 'attend');
    const load = vi.spyOn(SimdMemory.prototype, 'load');
    await using backend = createCpuBackend();
    await attention({ query, key, value, backend });
    await attention({ query, key, value, backend });
    expect(load).toHaveBeenCalledTimes(2);
    await using memory = await prepare({ key, value, backend });
    await attention({ query, memory });
    await attention({ query, memory });
    expect(load).toHaveBeenCalledTimes(3);
    expect(attend).toHaveBeenCalledTimes(4);
  });

  it('keeps memories apart', async () => {
    await using backend = createCpuBackend();
    await using one = await prepare({ key, value, backend });
    await using other = await prepare({ key: waves([1, 2, 20, 8], 0.9), value, backend });
    const first = await attention({ query, memory: one });
    await attention({ query, memory: other });
    await attention({ query, key: waves([1, 2, 31, 8], 0.1), value: waves([1, 2, 31, 8], 0.1), backend });
    expect((await attention({ query, memory: one })).output).toEqual(first.output);
  });

  it.each([
    ['missing', undefined],
    [
      'forbidden',
      {
        Module: class {
          constructor() {
            throw new Error('not allowed by the content security policy');
          }
        },
      },
    ],
  ])('leaves them to ONNX Runtime where WebAssembly is %s', async (_, api) => {
    vi.stubGlobal('WebAssembly', api);
    await using backend = createCpuBackend();
    await using memory = await prepare({ key, value, backend });
    const expected = await attention({ query, key, value, backend: createReferenceBackend() });
    for (const result of [await attention({ query, memory }), await attention({ query, key, value, backend })])
      expect(largestDifference(expected.output, result.output)).toBeLessThan(1e-5);
  });

  it('leaves them to ONNX Runtime where there is no room', async () => {
    vi.spyOn(SimdKernel.prototype, 'instantiate').mockReturnValue({
      memory: {
        buffer: new ArrayBuffer(64),
        grow() {
          throw new RangeError('Unable to grow instance memory');
        },
      },
      attend: () => undefined,
    });
    await using backend = createCpuBackend();
    const expected = await attention({ query, key, value, backend: createReferenceBackend() });
    const result = await attention({ query, key, value, backend });
    expect(largestDifference(expected.output, result.output)).toBeLessThan(1e-5);
  });
});
