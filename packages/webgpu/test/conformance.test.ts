import { describeBackendConformance } from '@crossattn/core/conformance';
import { afterAll, describe, it } from 'vitest';
import { createWebGpuBackend, type WebGpuBackend } from '../src/index.js';
import { adapter } from './adapter.js';

describe.skipIf(adapter.absent)(adapter.title('webgpu in Node'), () => {
  let backend: Promise<WebGpuBackend> | undefined;
  afterAll(async () => (await backend)?.destroy());
  describeBackendConformance(
    () => {
      backend ??= createWebGpuBackend();
      return backend;
    },
    { describe, it },
    { elementTypes: ['float32', 'float16'], float32: { absolute: 1e-4, relative: 1e-4 } },
  );
});
