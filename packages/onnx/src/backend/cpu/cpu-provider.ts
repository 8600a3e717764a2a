import type { BackendProvider } from '@crossattn/core';
import { platform } from '#platform';
import { createCpuBackend } from './cpu-backend.js';
import { type CpuBackendOptions, checkCpuBackendOptions } from './cpu-backend-options.js';

/**
 * Lets `registerBackend` of `@crossattn/core` offer the backend `cpu`.
 *
 * @throws OnnxError `invalid-option` at once: a backend that cannot be made would be passed over in silence
 */
export function cpuBackendProvider(options: CpuBackendOptions = {}): BackendProvider {
  checkCpuBackendOptions(options);
  return {
    name: 'cpu',
    priority: 10,
    async availability() {
      try {
        await platform.loadRuntime();
        return { available: true, detail: 'ONNX Runtime' };
      } catch (error) {
        return { available: false, reason: error instanceof Error ? error.message : String(error) };
      }
    },
    create: async () => createCpuBackend(options),
  };
}
