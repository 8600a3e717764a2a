import type { BackendAvailability, BackendProvider } from '@crossattn/core';
import { requestAdapter } from '../device/request-device.js';
import { createWebGpuBackend } from './create-webgpu-backend.js';

/** Enters `webgpu` into the choice among backends: `registerBackend(webGpuProvider)`. */
export const webGpuProvider: BackendProvider = {
  name: 'webgpu',
  priority: 20,
  availability: findAdapter,
  create: () => createWebGpuBackend(),
};

async function findAdapter(): Promise<BackendAvailability> {
  try {
    const { info } = await requestAdapter();
    const detail = [info.description, info.vendor, info.architecture].filter(Boolean).join(', ');
    return detail ? { available: true, detail } : { available: true };
  } catch (cause) {
    return { available: false, reason: cause instanceof Error ? cause.message : String(cause) };
  }
}
