export { createWebGpuBackend, type WebGpuBackendOptions } from './backend/create-webgpu-backend.js';
export { WebGpuBackend } from './backend/webgpu-backend.js';
export { webGpuProvider } from './backend/webgpu-provider.js';
export type { WebGpuDevice } from './device/webgpu-device.js';
export { WebGpuError, type WebGpuErrorCode } from './webgpu-error.js';
