import type { DisposableBackend } from '@crossattn/core';
import { platform } from '#platform';
import { OnnxError } from '../../errors.js';
import { GpuBackend } from './gpu-backend.js';
import { verifyBackend } from './verify-backend.js';

/**
 * The op on ONNX Runtime's WebGPU provider, in float32 (also for float16): in Node that of `onnxruntime-node`, in a
 * browser that of `onnxruntime-web`. Prepared keys and values lie on the GPU. Its first result is compared with the
 * reference before it is handed out.
 *
 * @throws OnnxError `runtime-missing`, `provider-unavailable` where there is no adapter or its results are wrong.
 */
export function createOnnxWebGpuBackend(): Promise<DisposableBackend> {
  return createGpuBackend('onnx-webgpu', 'webgpu');
}

/**
 * The op on ONNX Runtime's CUDA provider, in float32 (also for float16), in Node on Linux. Keys and values travel to
 * the GPU with every call. Its first result is compared with the reference before it is handed out.
 *
 * @throws OnnxError `runtime-missing`, `provider-unavailable` with what is missing (driver, CUDA, cuDNN, the provider's
 * own libraries) and how to get it.
 */
export async function createCudaBackend(): Promise<DisposableBackend> {
  const obstacle = platform.cudaObstacle();
  if (obstacle !== undefined) throw new OnnxError('provider-unavailable', `cuda: ${obstacle}`);
  return createGpuBackend('cuda', 'cuda');
}

async function createGpuBackend(name: string, provider: 'webgpu' | 'cuda'): Promise<DisposableBackend> {
  const backend = new GpuBackend(name, provider);
  try {
    await verifyBackend(backend);
    return backend;
  } catch (cause) {
    await backend.dispose();
    if (cause instanceof OnnxError && cause.code === 'runtime-missing') throw cause;
    throw new OnnxError('provider-unavailable', `${name}: ${reasonOf(cause)}`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return /adapter/i.test(message)
    ? "ONNX Runtime's WebGPU provider found no adapter: no GPU whose driver it knows (Vulkan, Metal or D3D12)"
    : message;
}
