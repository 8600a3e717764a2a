import { paddedBytes, writeElements } from '../buffer/write-elements.js';
import type { GpuCall } from '../device/gpu-call.js';
import type { ElementWindow } from '../plan/pair-window.js';
import type { PairTensor } from './attention-problem.js';

/** The part of a mask or bias that a block reads, on the device; blocks that read the same share it. */
export class PairBuffer {
  readonly #tensor: PairTensor;
  #window: ElementWindow | undefined;
  #buffer: GPUBuffer | undefined;

  constructor(tensor: PairTensor) {
    this.#tensor = tensor;
  }

  /** Within `commands` of the call. */
  write(call: GpuCall, window: ElementWindow): GPUBuffer {
    const { data } = this.#tensor;
    if (this.#buffer && this.#window?.start === window.start && this.#window.end === window.end) return this.#buffer;
    if (this.#buffer) call.giveBack(this.#buffer);
    this.#buffer = call.lend('storage', paddedBytes(data, window.end - window.start));
    this.#window = window;
    writeElements(call.session.device.queue, this.#buffer, data, window.start, window.end);
    return this.#buffer;
  }
}
