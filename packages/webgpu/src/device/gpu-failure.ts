import { WebGpuError } from '../webgpu-error.js';

/** The error of a scope, as one of this package's. */
export function gpuFailure(what: string, cause: unknown): WebGpuError {
  if (cause instanceof WebGpuError) return cause;
  const message = cause instanceof Error || isGpuError(cause) ? cause.message : String(cause);
  const outOfMemory =
    (typeof GPUOutOfMemoryError !== 'undefined' && cause instanceof GPUOutOfMemoryError) ||
    /out of memory|OUT_OF_(DEVICE|HOST)_MEMORY|allocation failed/i.test(message);
  if (outOfMemory)
    return new WebGpuError('out-of-memory', `${what}: the WebGPU device is out of memory: ${message}`, { cause });
  return new WebGpuError('gpu-failed', `${what}: the WebGPU device refused it: ${message}`, { cause });
}

function isGpuError(value: unknown): value is { message: string } {
  return typeof (value as { message?: unknown } | null)?.message === 'string';
}
