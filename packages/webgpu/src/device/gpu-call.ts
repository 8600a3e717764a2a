import type { BufferUse } from '../buffer/buffer-pool.js';
import { gpuFailure, outOfMemory } from './gpu-failure.js';
import type { GpuSession } from './gpu-session.js';

/** `GPUMapMode.READ`, which Node has no global for. */
const readMode = 1;

/** One call's dealings with the device: the buffers lent to it, and whether the device took its commands. */
export class GpuCall {
  readonly session: GpuSession;
  readonly #lent: [BufferUse, GPUBuffer][] = [];
  readonly #checks: Promise<void>[] = [];

  private constructor(session: GpuSession) {
    session.assertUsable();
    this.session = session;
  }

  /** Runs a call and gives its buffers back; after a failure they may be invalid, or about to be mapped, and are freed. */
  static async run<Result>(session: GpuSession, work: (call: GpuCall) => Promise<Result>): Promise<Result> {
    const call = new GpuCall(session);
    try {
      const result = await work(call);
      call.#end((use, buffer) => session.pool.takeBack(use, buffer));
      return result;
    } catch (cause) {
      call.#end((_, buffer) => session.pool.discard(buffer));
      throw cause;
    }
  }

  /** A buffer until the call ends. */
  lend(use: BufferUse, bytes: number): GPUBuffer {
    const buffer = this.session.pool.lend(use, bytes);
    this.#lent.push([use, buffer]);
    return buffer;
  }

  /** Gives back a buffer before the call ends; commands that were submitted still see it. */
  giveBack(buffer: GPUBuffer): void {
    const index = this.#lent.findIndex(([, lent]) => lent === buffer);
    const [found] = index < 0 ? [] : this.#lent.splice(index, 1);
    if (found) this.session.pool.takeBack(...found);
  }

  /**
   * Issues commands within error scopes. `issue` returns before anything else runs, since the scopes of a device are one
   * stack; what the device thinks of them is asked by {@link verified}.
   */
  commands<Result>(what: string, issue: (device: GPUDevice) => Result): Result {
    const { session } = this;
    session.assertUsable();
    const { device } = session;
    for (const filter of ['validation', 'internal', 'out-of-memory'] as const) device.pushErrorScope(filter);
    try {
      return issue(device);
    } catch (cause) {
      throw gpuFailure(what, cause);
    } finally {
      const scopes = Promise.all([device.popErrorScope(), device.popErrorScope(), device.popErrorScope()]);
      const check = session.settled(what, scopes).then(([memory, internal, validation]) => {
        // An allocation that failed makes the commands after it invalid: it is the reason.
        if (memory) throw outOfMemory(what, memory);
        if (internal ?? validation) throw gpuFailure(what, internal ?? validation);
      });
      check.catch(() => undefined);
      this.#checks.push(check);
    }
  }

  /** Waits until the device has done what was submitted. */
  async finished(): Promise<void> {
    await this.session.settled('waiting for the device', this.session.device.queue.onSubmittedWorkDone());
    await this.verified();
  }

  /** @throws WebGpuError when the device refused any command so far, or was lost */
  async verified(): Promise<void> {
    await Promise.all(this.#checks.splice(0));
    this.session.assertUsable();
  }

  /** Reads what commands copied into a `readback` buffer, once all of them are known to be right. */
  async read(buffer: GPUBuffer, bytes: number, use: (bytes: ArrayBuffer) => void): Promise<void> {
    const mapped = buffer.mapAsync(readMode, 0, bytes);
    mapped.catch(() => undefined);
    await this.verified();
    await this.session.settled('reading the result', mapped);
    try {
      use(buffer.getMappedRange(0, bytes));
    } finally {
      buffer.unmap();
    }
  }

  #end(release: (use: BufferUse, buffer: GPUBuffer) => void): void {
    for (const [use, buffer] of this.#lent.splice(0)) release(use, buffer);
  }
}
