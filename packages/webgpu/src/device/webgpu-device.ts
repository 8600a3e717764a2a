/** `GPUDevice` where its type is known, so that these types compile without the DOM's. */
export type WebGpuDevice = typeof globalThis extends { GPUDevice: { prototype: infer Device } } ? Device : object;
