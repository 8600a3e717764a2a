import { describeBackends, registerBackend } from '@crossattn/core';
import { describeBackendConformance } from '@crossattn/core/conformance';
import { afterAll, describe, expect, it } from 'vitest';
import { createCudaBackend, cudaBackendProvider } from '../src/index.js';
import { cudaObstacle, installedCuda } from '../src/platform/cuda-obstacle.js';
import { gpuConformanceOptions } from './gpu-conformance-options.js';

const obstacle = cudaObstacle(installedCuda());

// One or the other: what a machine with all of CUDA has to show, and what the others have.
if (obstacle === undefined) testBackend();
else testRefusal(obstacle);

function testBackend(): void {
  describe('cuda', () => {
    const backend = createCudaBackend();
    afterAll(async () => (await backend).dispose());
    describeBackendConformance(() => backend, { describe, it }, gpuConformanceOptions);
  });
}

function testRefusal(reason: string): void {
  describe('cuda where something is missing', () => {
    it('is refused with what is missing and how to get it', async () => {
      await expect(createCudaBackend()).rejects.toMatchObject({
        name: 'OnnxError',
        code: 'provider-unavailable',
        message: `cuda: ${reason}`,
      });
    });

    it('is passed over when a backend is chosen, and says why', async () => {
      const unregister = registerBackend(cudaBackendProvider());
      const described = (await describeBackends()).find(({ name }) => name === 'cuda');
      unregister();
      expect(described).toMatchObject({ chosen: false, explanation: `not available: cuda: ${reason}` });
    });
  });
}
