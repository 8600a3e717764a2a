import { findGpu, missingGpu } from '#gpu';
import { WebGpuError } from '../webgpu-error.js';

/** Limits that are raised to what the adapter has: they decide how large a piece of the work may be. */
const raisedLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
] as const;

/** The adapter with the most power. @throws WebGpuError `unavailable` */
export async function requestAdapter(): Promise<GPUAdapter> {
  let gpu: GPU | undefined;
  try {
    gpu = await findGpu();
  } catch (cause) {
    throw new WebGpuError('unavailable', `WebGPU could not be loaded: ${messageOf(cause)}`, { cause });
  }
  if (!gpu) throw new WebGpuError('unavailable', `there is no WebGPU here: ${missingGpu}`);
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter)
    throw new WebGpuError(
      'unavailable',
      'WebGPU has no adapter here: no GPU whose driver it knows (Vulkan, Metal or D3D12)',
    );
  return adapter;
}

/** A device with subgroups where the adapter has them, and its limits. @throws WebGpuError `unavailable` */
export async function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const features: GPUFeatureName[] = adapter.features.has('subgroups') ? ['subgroups'] : [];
  try {
    return await adapter.requestDevice({
      label: '@crossattn/webgpu',
      requiredFeatures: features,
      requiredLimits: Object.fromEntries(raisedLimits.map((name) => [name, adapter.limits[name]])),
    });
  } catch (cause) {
    throw new WebGpuError('unavailable', `the WebGPU adapter gave no device: ${messageOf(cause)}`, { cause });
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
