import { BufferPool } from '../buffer/buffer-pool.js';
import { WebGpuError } from '../webgpu-error.js';
import type { DeviceProfile } from './device-profile.js';
import { gpuFailure } from './gpu-failure.js';
import { PipelineCache } from './pipeline-cache.js';

/** A device while it is in use: its pool and pipelines, and errors that say what happened. */
export class GpuSession {
  readonly device: GPUDevice;
  readonly profile: DeviceProfile;
  readonly pool: BufferPool;
  readonly pipelines: PipelineCache;
  #ended: WebGpuError | undefined;

  constructor(device: GPUDevice, profile: DeviceProfile) {
    this.device = device;
    this.profile = profile;
    this.pool = new BufferPool(device, this.profile.bufferBytes);
    this.pipelines = new PipelineCache(device);
    void device.lost.then(({ reason, message }) => {
      const detail = [reason, message].filter(Boolean).join(': ');
      this.#ended ??= new WebGpuError(
        'device-lost',
        `the WebGPU device was lost (${detail}); make a new backend and prepare memories anew`,
      );
      this.pool.clear();
    });
  }

  /** @throws WebGpuError `device-lost` or `disposed` */
  assertUsable(): void {
    if (this.#ended) throw new WebGpuError(this.#ended.code, this.#ended.message, { cause: this.#ended });
  }

  /** Waits for the device. @throws WebGpuError also when it is lost meanwhile */
  async settled<Result>(what: string, work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (cause) {
      // The loss may be told just after the failures that follow from it.
      await Promise.race([this.device.lost, new Promise((resolve) => setTimeout(resolve, 10))]);
      this.assertUsable();
      throw gpuFailure(what, cause);
    }
  }

  end(): void {
    this.#ended ??= new WebGpuError('disposed', 'the webgpu backend was disposed; make a new one');
    this.pool.clear();
  }
}
