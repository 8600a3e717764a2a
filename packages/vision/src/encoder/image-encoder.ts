import type { EncoderIdentity, Memory } from '@crossattn/core';
import type { ImageInput } from '../image/image-input.js';
import type { ImageOptions } from '../image/image-options.js';
import type { SqueezedImage } from '../image/squeeze-image.js';

/** Turns photos into a memory that a decoder queries. */
export interface ImageEncoder extends AsyncDisposable {
  /** Which encoder with which weights this is; every memory carries it. */
  readonly identity: EncoderIdentity;
  /** Side of the square that photos are squeezed into, in pixels. */
  readonly imageSize: number;
  /**
   * Reads and decodes a photo without encoding it: where each photo of a batch may fail on its own.
   *
   * @throws {@link ImageError}
   */
  prepare(input: ImageInput, options?: ImageOptions): Promise<SqueezedImage>;
  /**
   * Encodes photos, one memory row each. The slots are boxes in the pixels of each original photo.
   *
   * @param images - inputs of any kind, and photos that were prepared; one photo alone is a batch of one
   * @returns states `[images.length, positions, width]`, nothing masked
   * @throws {@link ImageError} where a photo cannot be read: nothing is returned then
   * @throws {@link EncoderError} `no-images`, `wrong-size`, `disposed`
   */
  encode(
    images: ImageInput | SqueezedImage | readonly (ImageInput | SqueezedImage)[],
    options?: ImageOptions,
  ): Promise<Memory>;
  /** Frees the network, after the runs that have begun. */
  dispose(): Promise<void>;
}
