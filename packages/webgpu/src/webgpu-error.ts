import { CrossattnError } from '@crossattn/core';

/**
 * Why the webgpu backend could not be made, or failed.
 *
 * | code | meaning |
 * |---|---|
 * | `unavailable` | there is no WebGPU here, no adapter, or it gave no device |
 * | `invalid-option` | an option that does not exist |
 * | `invalid-device` | the `device` option is no `GPUDevice` |
 * | `device-lost` | the device was lost: make a new backend, and prepare memories anew |
 * | `disposed` | the backend itself was called, or a handle of its own, after it was disposed |
 * | `out-of-memory` | the device has no room for a buffer |
 * | `limit-exceeded` | one query, key or value alone is larger than a buffer of the device may be |
 * | `unsupported-type` | float64, which WebGPU does not have |
 * | `gpu-failed` | the device refused a command or a kernel; `cause` has its error |
 */
export type WebGpuErrorCode =
  | 'unavailable'
  | 'invalid-option'
  | 'invalid-device'
  | 'device-lost'
  | 'disposed'
  | 'out-of-memory'
  | 'limit-exceeded'
  | 'unsupported-type'
  | 'gpu-failed';

/** The error of the webgpu backend. */
export class WebGpuError extends CrossattnError<WebGpuErrorCode> {
  override readonly name = 'WebGpuError';
}
