/**
 * What ONNX Runtime computes on: the processor, a GPU through WebGPU, or a GPU of NVIDIA through CUDA (Node on Linux
 * alone). What a GPU cannot do, it leaves to the processor.
 */
export type ExecutionProvider = 'cpu' | 'webgpu' | 'cuda';

export const executionProviders: readonly ExecutionProvider[] = ['cpu', 'webgpu', 'cuda'];
