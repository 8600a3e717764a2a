/** Bytes of unused buffers that are kept for the next call. */
const keptBytes = 64 * 2 ** 20;

/** What buffers are for; a buffer is only used again for the same. */
export const bufferUses = {
  /** Written by the queue or a kernel, read by kernels, copied out. */
  storage: 0x80 | 0x08 | 0x04,
  uniform: 0x40 | 0x08,
  /** Copied into and mapped for reading. */
  readback: 0x01 | 0x08,
} as const;

export type BufferUse = keyof typeof bufferUses;

/** Buffers of a device, lent and taken back. */
export class BufferPool {
  readonly #device: GPUDevice;
  readonly #free = new Map<string, GPUBuffer[]>();
  #freeBytes = 0;
  #lentBytes = 0;
  #closed = false;

  readonly #largest: number;

  /** @param largest - Bytes of the largest buffer that a kernel may be given. */
  constructor(device: GPUDevice, largest: number) {
    this.#device = device;
    this.#largest = largest;
  }

  /** Bytes of all buffers that exist, lent or kept. */
  get bytes(): number {
    return this.#lentBytes + this.#freeBytes;
  }

  /** A buffer of at least so many bytes, whose content is undefined. */
  lend(use: BufferUse, bytes: number): GPUBuffer {
    const size = roundedSize(bytes, this.#largest);
    const buffer = this.#free.get(`${use} ${size}`)?.pop();
    if (buffer) this.#freeBytes -= size;
    this.#lentBytes += size;
    return buffer ?? this.#device.createBuffer({ label: `@crossattn/webgpu ${use}`, size, usage: bufferUses[use] });
  }

  /** Keeps the buffer for another call where there is room, or frees it. */
  takeBack(use: BufferUse, buffer: GPUBuffer): void {
    if (this.#closed || this.#freeBytes + buffer.size > keptBytes) {
      this.discard(buffer);
      return;
    }
    this.#lentBytes -= buffer.size;
    const key = `${use} ${buffer.size}`;
    this.#free.set(key, [...(this.#free.get(key) ?? []), buffer]);
    this.#freeBytes += buffer.size;
  }

  /** Frees a lent buffer, whatever became of it. */
  discard(buffer: GPUBuffer): void {
    this.#lentBytes -= buffer.size;
    buffer.destroy();
  }

  /** Frees what is kept, and from now on all that comes back. */
  clear(): void {
    this.#closed = true;
    for (const buffer of [...this.#free.values()].flat()) buffer.destroy();
    this.#free.clear();
    this.#freeBytes = 0;
  }
}

/** Powers of two up to a megabyte, whole megabytes above, so that similar calls find each other's buffers. */
function roundedSize(bytes: number, largest: number): number {
  const megabyte = 2 ** 20;
  const size =
    bytes <= megabyte ? 2 ** Math.ceil(Math.log2(Math.max(bytes, 256))) : Math.ceil(bytes / megabyte) * megabyte;
  return size <= largest ? size : bytes;
}
