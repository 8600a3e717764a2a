import { requestAdapter, requestDevice } from '../device/request-device.js';
import type { WebGpuDevice } from '../device/webgpu-device.js';
import { WebGpuError } from '../webgpu-error.js';
import { WebGpuBackend } from './webgpu-backend.js';

export interface WebGpuBackendOptions {
  /** A `GPUDevice` to compute on, which stays the caller's; its limits are kept to. By default a new one. */
  readonly device?: WebGpuDevice | undefined;
}

/**
 * Makes the webgpu backend: `attention({ query, key, value, backend })`.
 *
 * In Node it loads the npm package `webgpu` (Dawn), which is installed beside this one; elsewhere it uses
 * `navigator.gpu`. Dispose of it when it is no longer needed (`await using`, or `await backend.dispose()`).
 *
 * @throws {@link WebGpuError} `unavailable` where there is no WebGPU or no adapter, `invalid-option`, `invalid-device`.
 */
export async function createWebGpuBackend(options: WebGpuBackendOptions = {}): Promise<WebGpuBackend> {
  checkOptions(options);
  const { device } = options;
  if (device === undefined) return new WebGpuBackend(await requestDevice(await requestAdapter()), true);
  if (!isDevice(device))
    throw new WebGpuError(
      'invalid-device',
      `device: expected a GPUDevice, got ${device === null ? 'null' : typeof device}`,
    );
  return new WebGpuBackend(device, false);
}

function isDevice(value: unknown): value is GPUDevice {
  const device = value as Partial<GPUDevice> | null;
  return typeof device?.createComputePipelineAsync === 'function' && typeof device.limits === 'object';
}

function checkOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null || isDevice(options))
    throw new WebGpuError(
      'invalid-option',
      `options: expected { device }, got ${isDevice(options) ? 'a GPUDevice' : String(options)}`,
    );
  for (const name of Object.keys(options))
    if (name !== 'device')
      throw new WebGpuError('invalid-option', `options: unknown option ${JSON.stringify(name)}; known is device`);
}
