import type { Picture } from '../exhibit/picture.js';
import { imageDataUrl } from '../image-data/data-url.js';
import { LensError } from '../lens-error.js';
import { loadSharp } from './load-sharp.js';

/** Pixels of a photo as a person sees it, upright; `fitImage` and `loadImage` of `@crossattn/vision` give such. */
export interface EmbeddablePhoto {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray;
  /** Size of the original, in whose pixels boxes are; that of `data` where absent. */
  readonly originalWidth?: number;
  readonly originalHeight?: number;
}

const longestSide = 1024;

/**
 * A photo as a picture that a page or a sheet carries inside it: a JPEG file of at most 1024 pixels along the longer side.
 *
 * @throws LensError `renderer-unavailable`, `invalid-picture`
 */
export async function embedPhoto(photo: EmbeddablePhoto): Promise<Picture> {
  const { width, height, channels, data, originalWidth = width, originalHeight = height } = photo;
  const sharp = await loadSharp();
  try {
    const jpeg = await sharp(data, { raw: { width, height, channels } })
      .flatten({ background: 'white' })
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 86 })
      .toBuffer();
    return { url: imageDataUrl('jpeg', jpeg), width: originalWidth, height: originalHeight };
  } catch (cause) {
    throw new LensError(
      'invalid-picture',
      `photo: expected ${channels} channels of ${width} x ${height} pixels, got ${data.length} values that cannot be read so`,
      { cause },
    );
  }
}
