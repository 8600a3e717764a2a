import type { BackendProvider } from '@crossattn/core';
import { platform } from '#platform';
import { type CpuBackendOptions, createCpuBackend } from './cpu-backend.js';

/** Lets `registerBackend` of `@crossattn/core` offer the backend `cpu`. */
export function cpuBackendProvider(options: CpuBackendOptions = {}): BackendProvider {
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
