import {
  type AttentionBackend,
  type AttentionInput,
  attention,
  describeBackends,
  prepare,
  registerBackend,
  type Tensor,
} from '@crossattn/core';
import { describeBackendConformance } from '@crossattn/core/conformance';
import { afterAll, describe, expect, it } from 'vitest';
import { GpuBackend } from '../src/backend/gpu/gpu-backend.js';
import { onnxWebGpuBackendProvider } from '../src/index.js';
import { adapter } from './adapter.js';
import { gpuConformanceOptions } from './gpu-conformance-options.js';
import { random, tensor } from './support/run-graph.js';

describe.skipIf(adapter.absent)(adapter.title('onnx-webgpu in Node'), () => {
  const { backend } = adapter;
  afterAll(() => backend?.dispose());

  const options = { ...gpuConformanceOptions, disposable: () => new GpuBackend('own', 'webgpu') };
  describeBackendConformance(() => backend, { describe, it }, options);

  async function expectReference(input: AttentionInput<'float32'>, judged: AttentionBackend = backend): Promise<void> {
    const expected = await attention({ ...input, backend: 'reference' });
    const actual = await attention({ ...input, backend: judged });
    expect(largestDifference(actual.output, expected.output)).toBeLessThan(1e-4);
  }

  it('is accurate at the sizes of models', async () => {
    await expectReference({
      query: random([1, 4, 32, 64], 1),
      key: random([1, 4, 577, 64], 2),
      value: random([1, 4, 577, 64], 3),
    });
    await expectReference({
      query: random([1, 2, 300, 40], 4),
      key: random([1, 2, 77, 40], 5),
      value: random([1, 2, 77, 40], 6),
    });
  });

  it('computes each head alone, and queries in blocks, where the scores of all would not fit', async () => {
    await using small = new GpuBackend('small', 'webgpu', 1000);
    const input = {
      query: random([4, 4, 3, 8], 1),
      key: random([2, 2, 50, 8], 2),
      value: random([2, 2, 50, 5], 3),
      keyMask: tensor(
        'bool',
        [50],
        Uint8Array.from({ length: 50 }, (_, index) => Number(index % 3 > 0)),
      ),
      rows: 2,
    };
    await expectReference(input, small);
  });

  it('answers many questions to one memory that lies on the GPU', async () => {
    const memory = { key: random([1, 2, 50, 8], 1), value: random([1, 2, 50, 8], 2) };
    await using prepared = await prepare({ ...memory, backend });
    for (const seed of [3, 4]) {
      const query = random([1, 2, 3, 8], seed);
      const { output } = await attention({ query, memory: prepared });
      const expected = await attention({ query, ...memory, backend: 'reference' });
      expect(largestDifference(output, expected.output)).toBeLessThan(1e-5);
    }
  });

  it('enters the choice among backends, and says what it is', async () => {
    const unregister = registerBackend(onnxWebGpuBackendProvider());
    const described = (await describeBackends()).find(({ name }) => name === 'onnx-webgpu');
    unregister();
    expect(described?.explanation).toContain("ONNX Runtime's WebGPU provider");
  });
});

function largestDifference(one: Tensor<'float32'>, other: Tensor<'float32'>): number {
  return one.data.reduce((most, value, index) => Math.max(most, Math.abs(value - (other.data[index] as number))), 0);
}
