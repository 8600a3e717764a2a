import {
  type AttentionCall,
  type AttentionOutput,
  type DisposableBackend,
  type KeyValueCall,
  type PreparedKeyValue,
  RunningCalls,
} from '@crossattn/core';
import { attend } from '../attend/attend.js';
import { type DeviceProfile, profileDevice } from '../device/device-profile.js';
import { GpuCall } from '../device/gpu-call.js';
import { GpuSession } from '../device/gpu-session.js';
import type { WebGpuDevice } from '../device/webgpu-device.js';
import { memorySource } from '../memory/memory-source.js';
import { prepareMemory } from '../memory/prepared-memory.js';
import { streamedMemory } from '../memory/streamed-memory.js';

/**
 * The op on a WebGPU device, for `attention({ backend })` and `prepare({ backend })`. Made by {@link createWebGpuBackend}.
 *
 * float32 and float16 are stored as they come and computed in float32. Calls may overlap. What a call needs beside its
 * tensors grows with queries plus keys; only asked-for weights are stored.
 */
export class WebGpuBackend implements DisposableBackend {
  readonly specificationVersion = 1;
  readonly name = 'webgpu';
  readonly capabilities = { elementTypes: ['float32', 'float16'], editWeights: false } as const;
  readonly calls = new RunningCalls();
  /** The `GPUDevice` that computes. */
  readonly device: WebGpuDevice;
  readonly #session: GpuSession;
  readonly #ownsDevice: boolean;

  /** @internal */
  constructor(device: GPUDevice, ownsDevice: boolean, profile: DeviceProfile = profileDevice(device)) {
    this.device = device;
    this.#session = new GpuSession(device, profile);
    this.#ownsDevice = ownsDevice;
  }

  /** Bytes of device memory that are held for calls, without prepared memories. */
  get bufferBytes(): number {
    return this.#session.pool.bytes;
  }

  async doAttention(call: AttentionCall): Promise<AttentionOutput> {
    const source = memorySource(call);
    return GpuCall.run(this.#session, (gpu) => attend(gpu, streamedMemory(gpu, source), call));
  }

  async doPrepare(call: KeyValueCall): Promise<PreparedKeyValue> {
    const session = this.#session;
    session.assertUsable();
    const memory = await prepareMemory(session, memorySource(call));
    return {
      doAttention: (query) => GpuCall.run(session, (gpu) => attend(gpu, memory, query)),
      doDispose: () => memory.dispose(),
    };
  }

  /**
   * Frees all buffers but those of memories, and the device unless it was brought, after the calls that still run; to end these
   * too, destroy the `device` first.
   */
  dispose(): Promise<void> {
    return this.calls.close(() => {
      this.#session.end();
      if (this.#ownsDevice) this.#session.device.destroy();
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }
}
