import { WebGpuError } from '../webgpu-error.js';

/** What the device or its driver said, as an error of this package. */
export function gpuFailure(what: string, cause: unknown): WebGpuError {
  if (cause instanceof WebGpuError) return cause;
  const message = (cause as { message?: unknown } | null)?.message ?? cause;
  // Drivers also tell it in errors of other kinds.
  if (/out of memory|OUT_OF_(DEVICE|HOST)_MEMORY|allocation failed/i.test(String(message)))
    return outOfMemory(what, cause);
  return new WebGpuError('gpu-failed', `${what}: the WebGPU device refused it: ${message}`, { cause });
}

export function outOfMemory(what: string, cause: unknown): WebGpuError {
  const message = (cause as { message?: unknown } | null)?.message ?? cause;
  return new WebGpuError('out-of-memory', `${what}: the WebGPU device is out of memory: ${message}`, { cause });
}
