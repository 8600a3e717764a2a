import type { BoxSlot, EncoderIdentity, Memory, Tensor } from '@crossattn/core';
import type { Session } from '@crossattn/onnx';
import type { ImageInput } from '../image/image-input.js';
import { checkImageOptions, type ImageOptions } from '../image/image-options.js';
import { pixelsTensor } from '../image/pixels-tensor.js';
import { isSqueezedImage, type SqueezedImage, squeezeImage } from '../image/squeeze-image.js';
import { cellSlots } from './cell-slots.js';
import { EncoderError } from './encoder-error.js';
import type { Grid, VisionConfig } from './image-architecture.js';
import type { ImageEncoder } from './image-encoder.js';

/** Photos that go through the network at once: more bring no speed and cost 10 MB each (docs/decisions/0042). */
const chunkSize = 4;

/** Pixel buffers that wait for the next chunk; more than one is only in use where calls overlap. */
const sparesKept = 2;

/** What a session alone does not know. */
export interface EncoderDescription {
  readonly identity: EncoderIdentity;
  readonly grid: Grid;
  readonly vision: VisionConfig;
}

/** An image encoder whose network runs in ONNX Runtime. */
export class SessionImageEncoder implements ImageEncoder {
  readonly identity: EncoderIdentity;
  readonly imageSize: number;
  readonly #session: Session;
  readonly #description: EncoderDescription;
  readonly #spareBuffers: Float32Array[] = [];
  #disposed = false;

  constructor(session: Session, description: EncoderDescription) {
    this.identity = description.identity;
    this.imageSize = description.vision.imageSize;
    this.#session = session;
    this.#description = description;
  }

  async prepare(input: ImageInput, options: ImageOptions = {}): Promise<SqueezedImage> {
    return squeezeImage(input, this.imageSize, options);
  }

  async encode(
    images: ImageInput | SqueezedImage | readonly (ImageInput | SqueezedImage)[],
    options: ImageOptions = {},
  ): Promise<Memory> {
    this.#checkUsable();
    const { signal } = checkImageOptions(options);
    signal?.throwIfAborted();
    const list: (ImageInput | SqueezedImage)[] = Array.isArray(images) ? [...images] : [images];
    if (list.length === 0) throw new EncoderError('no-images', 'expected at least one image, came an empty list');
    const chunks = inChunks(list, chunkSize);
    const slots: BoxSlot[][] = [];
    const states: Tensor<'float32'>[] = [];
    let next = this.#prepareAll(chunks[0] ?? [], options);
    for (let index = 0; index < chunks.length; index++) {
      const current = await next;
      // The decoder of the next photos works in its own threads meanwhile.
      next = this.#prepareAll(chunks[index + 1] ?? [], options);
      next.catch(() => {});
      states.push(await this.#run(current));
      slots.push(...current.map((photo) => cellSlots(this.#description.grid, photo)));
      signal?.throwIfAborted();
    }
    return memoryOf(states, slots, this.identity);
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.#session.dispose();
    this.#spareBuffers.length = 0;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  #prepareAll(images: readonly (ImageInput | SqueezedImage)[], options: ImageOptions): Promise<SqueezedImage[]> {
    return Promise.all(
      images.map((image) => (isSqueezedImage(image) ? this.#checkSize(image) : this.prepare(image, options))),
    );
  }

  #checkSize(image: SqueezedImage): SqueezedImage {
    const expected = this.imageSize;
    if (image.side === expected && image.data.length === expected * expected * 3) return image;
    throw new EncoderError(
      'wrong-size',
      `expected an image squeezed to ${expected} x ${expected} x 3 values, came side ${image.side} with ${image.data.length}`,
    );
  }

  #checkUsable(): void {
    if (this.#disposed) throw new EncoderError('disposed', 'this image encoder has been disposed of');
  }

  async #run(images: readonly SqueezedImage[]): Promise<Tensor<'float32'>> {
    this.#checkUsable();
    // The pixels of a chunk are megabytes; new ones for each would let the process grow until they are collected.
    const buffer = this.#spareBuffers.pop() ?? new Float32Array(chunkSize * 3 * this.imageSize ** 2);
    try {
      const pixels = pixelsTensor(images, this.#description.vision, buffer);
      const { states } = await this.#session.run({ pixels }, ['states']);
      return states as Tensor<'float32'>;
    } finally {
      if (this.#spareBuffers.length < sparesKept) this.#spareBuffers.push(buffer);
    }
  }
}

function memoryOf(states: readonly Tensor<'float32'>[], slots: readonly BoxSlot[][], encoder: EncoderIdentity): Memory {
  const [, length = 0, width = 0] = states[0]?.shape ?? [];
  const shape = [slots.length, length];
  return {
    states: { type: 'float32', shape: [...shape, width], data: joined(states) },
    mask: { type: 'bool', shape, data: new Uint8Array(slots.length * length).fill(1) },
    slots,
    encoder,
  };
}

function joined(tensors: readonly Tensor<'float32'>[]): Float32Array {
  const [first] = tensors;
  if (tensors.length === 1 && first !== undefined) return first.data;
  const data = new Float32Array(tensors.reduce((sum, tensor) => sum + tensor.data.length, 0));
  let offset = 0;
  for (const tensor of tensors) {
    data.set(tensor.data, offset);
    offset += tensor.data.length;
  }
  return data;
}

function inChunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
