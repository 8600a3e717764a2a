import { describeBackendConformance } from '@crossattn/core/conformance';
import { afterAll, describe, it } from 'vitest';
import { createWebGpuBackend, type WebGpuBackend } from '../src/index.js';
import { adapter } from './adapter.js';
import { conformanceOptions } from './conformance-options.js';

/** The conformance kit in Node, for one element type a file so that files run side by side. */
export function describeInNode(type: (typeof conformanceOptions.elementTypes)[number]): void {
  describe.skipIf(adapter.absent)(adapter.title('webgpu in Node'), () => {
    let backend: Promise<WebGpuBackend> | undefined;
    afterAll(async () => (await backend)?.dispose());
    describeBackendConformance(
      () => {
        backend ??= createWebGpuBackend();
        return backend;
      },
      { describe, it },
      { ...conformanceOptions, elementTypes: [type], ...(type === 'float32' && { disposable: createWebGpuBackend }) },
    );
  });
}
