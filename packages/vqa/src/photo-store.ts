import { resolve } from 'node:path';
import { type Memory, selectMemory } from '@crossattn/core';
import type { Decoder, ProjectedMemory } from '@crossattn/decoder';
import type { ImageEncoder, ImageInput, ImageOptions, SqueezedImage } from '@crossattn/vision';
import { VqaError } from './vqa-error.js';
import type { WorkCounter } from './work-counter.js';

/** A photo to be asked: read, and later encoded and projected. */
export interface Photo {
  /** There until the photo is encoded. */
  source: SqueezedImage | undefined;
  /** There once it is encoded. */
  memory: Memory | undefined;
  /** There once it is ready to be asked. */
  projected: ProjectedMemory | undefined;
}

/** What photos are encoded and projected with. */
export interface PhotoNetworks {
  readonly encoder: ImageEncoder;
  readonly decoder: Decoder;
  readonly counter: WorkCounter;
}

/** The photos of one call: each is read, encoded and projected once, however often it is asked. */
export class PhotoStore {
  readonly #networks: PhotoNetworks;
  readonly #options: ImageOptions;
  readonly #limit: number;
  readonly #photos = new Map<unknown, Promise<Photo>>();

  /** `limit` is how many photos stay ready; those that were asked longest ago leave first. */
  constructor(networks: PhotoNetworks, options: ImageOptions, limit = Infinity) {
    this.#networks = networks;
    this.#options = options;
    this.#limit = limit;
  }

  /** Aborts the call. */
  get signal(): AbortSignal | undefined {
    return this.#options.signal;
  }

  /**
   * Reads a photo, or finds it. A photo that cannot be read fails for everybody who asks it.
   *
   * @throws ImageError
   */
  image(image: ImageInput): Promise<Photo> {
    return this.#find(keyOf(image), async () => {
      const source = await this.#networks.encoder.prepare(image, this.#options);
      return { source, memory: undefined, projected: undefined };
    });
  }

  /**
   * Takes a memory in the place of its photo.
   *
   * @throws VqaError `invalid-memory`, DecoderError `wrong-memory`, `invalid-memory`
   */
  memory(memory: Memory): Promise<Photo> {
    return this.#find(memory, async () => {
      checkSingle(memory);
      return { source: undefined, memory, projected: await this.#project(memory) };
    });
  }

  /**
   * Encodes together the photos that are not encoded yet, and projects each.
   *
   * @returns the photos that were not ready before
   */
  async prepareAll(photos: readonly Photo[]): Promise<ReadonlySet<Photo>> {
    const waiting = [...new Set(photos)].filter(({ projected }) => projected === undefined);
    if (waiting.length === 0) return new Set();
    const { encoder, counter } = this.#networks;
    const sources = waiting.map(({ source }) => source as SqueezedImage);
    const memory = await encoder.encode(sources, this.#signal());
    counter.photosEncoded += waiting.length;
    for (const [row, photo] of waiting.entries()) {
      photo.memory = waiting.length === 1 ? memory : selectMemory(memory, [row]);
      photo.projected = await this.#project(photo.memory);
      photo.source = undefined;
    }
    return new Set(waiting);
  }

  async #project(memory: Memory): Promise<ProjectedMemory> {
    const projected = await this.#networks.decoder.project(memory, this.#signal());
    this.#networks.counter.photosProjected += 1;
    return projected;
  }

  #find(key: unknown, open: () => Promise<Photo>): Promise<Photo> {
    const photo = this.#photos.get(key) ?? open();
    photo.catch(() => {});
    this.#photos.delete(key);
    this.#photos.set(key, photo);
    if (this.#photos.size > this.#limit) this.#photos.delete(this.#photos.keys().next().value);
    return photo;
  }

  #signal(): { signal?: AbortSignal } {
    return this.#options.signal ? { signal: this.#options.signal } : {};
  }
}

/** Equal for inputs that are the same photo: the same path, URL or object. */
function keyOf(image: ImageInput): unknown {
  if (image instanceof URL) return image.href;
  return typeof image === 'string' ? resolve(image) : image;
}

function checkSingle(memory: Memory): void {
  const batch = memory?.states?.shape?.[0];
  if (batch === 1) return;
  throw new VqaError(
    'invalid-memory',
    `memory: expected the memory of one photo, with the shape [1, length, width], got ${batch === undefined ? 'none' : `a batch of ${batch}`}; selectMemory of @crossattn/core picks one`,
  );
}
