/** Compiled kernels. */
export class PipelineCache {
  readonly #device: GPUDevice;
  readonly #pipelines = new Map<string, Promise<GPUComputePipeline>>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** @param key - Tells the kernels of a label apart; the first call for it makes the text. */
  get(label: string, key: string, text: () => string): Promise<GPUComputePipeline> {
    const name = `${label} ${key}`;
    const found = this.#pipelines.get(name);
    if (found) return found;
    const compiled = this.#device.createComputePipelineAsync({
      label,
      layout: 'auto',
      compute: { module: this.#device.createShaderModule({ label, code: text() }), entryPoint: 'main' },
    });
    this.#pipelines.set(name, compiled);
    compiled.catch(() => this.#pipelines.delete(name));
    return compiled;
  }
}
