export const executionProviders = ['cpu', 'webgpu', 'cuda'] as const;

/**
 * What ONNX Runtime computes on: the processor, a GPU through WebGPU, or a GPU of NVIDIA through CUDA (Node on Linux
 * alone). What a GPU cannot do, it leaves to the processor.
 */
export type ExecutionProvider = (typeof executionProviders)[number];
