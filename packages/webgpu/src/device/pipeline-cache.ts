/** Compiled kernels by their text. */
export class PipelineCache {
  readonly #device: GPUDevice;
  readonly #pipelines = new Map<string, Promise<GPUComputePipeline>>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  get(label: string, code: string): Promise<GPUComputePipeline> {
    const found = this.#pipelines.get(code);
    if (found) return found;
    const compiled = this.#device.createComputePipelineAsync({
      label,
      layout: 'auto',
      compute: { module: this.#device.createShaderModule({ label, code }), entryPoint: 'main' },
    });
    this.#pipelines.set(code, compiled);
    compiled.catch(() => this.#pipelines.delete(code));
    return compiled;
  }
}
