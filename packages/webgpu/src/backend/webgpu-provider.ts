import type { BackendAvailability, BackendProvider } from '@crossattn/core';
import { describeAdapter } from '../device/describe-adapter.js';
import { requestAdapter } from '../device/request-device.js';
import { createWebGpuBackend } from './create-webgpu-backend.js';

/** Below `cpu`, above `reference`. */
const softwarePriority = 5;

/** Enters `webgpu` into the choice among backends: `registerBackend(webGpuProvider)`. */
export const webGpuProvider: BackendProvider = {
  name: 'webgpu',
  priority: 20,
  availability: findAdapter,
  create: () => createWebGpuBackend(),
};

async function findAdapter(): Promise<BackendAvailability> {
  try {
    const { name, isSoftware } = describeAdapter(await requestAdapter());
    return isSoftware
      ? { available: true, detail: `${name}: a GPU in software`, priority: softwarePriority }
      : { available: true, ...(name && { detail: name }) };
  } catch (cause) {
    return { available: false, reason: cause instanceof Error ? cause.message : String(cause) };
  }
}
