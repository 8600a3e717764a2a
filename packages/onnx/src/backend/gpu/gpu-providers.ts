import type { BackendProvider, DisposableBackend } from '@crossattn/core';
import { compareSpeed } from './compare-speed.js';
import { createCudaBackend, createOnnxWebGpuBackend } from './create-gpu-backend.js';

/** Below `cpu`, above `reference`. */
const softwarePriority = 4;

/** Lets `registerBackend` of `@crossattn/core` offer the backend `onnx-webgpu`. */
export function onnxWebGpuBackendProvider(): BackendProvider {
  return gpuProvider('onnx-webgpu', 15, "ONNX Runtime's WebGPU provider", createOnnxWebGpuBackend);
}

/** Lets `registerBackend` of `@crossattn/core` offer the backend `cuda`. */
export function cudaBackendProvider(): BackendProvider {
  return gpuProvider('cuda', 18, "ONNX Runtime's CUDA provider", createCudaBackend);
}

/** Whether a provider works is known once it has: what was made to find out is what is used. */
function gpuProvider(
  name: string,
  priority: number,
  detail: string,
  create: () => Promise<DisposableBackend>,
): BackendProvider {
  let made: Promise<DisposableBackend> | undefined;
  const make = () => {
    made ??= create();
    return made;
  };
  return {
    name,
    priority,
    async availability() {
      try {
        const { gpu, processor, isSoftware } = await compareSpeed(await make());
        if (!isSoftware) return { available: true, detail };
        const times = `${gpu.toFixed(0)} ms for what the processor does in ${processor.toFixed(0)} ms`;
        return { available: true, detail: `${detail}, on a GPU in software: ${times}`, priority: softwarePriority };
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        return { available: false, reason };
      }
    },
    create: make,
  };
}
