import { checkSide } from './check-side.js';
import { decodePixels } from './decode-pixels.js';
import type { ImageInput } from './image-input.js';
import type { ImageOptions } from './image-options.js';
import { openImage } from './open-image.js';
import type { RgbImage } from './rgb-image.js';

/** A photo made smaller in its own aspect, with the size that it had. */
export interface FittedImage extends RgbImage {
  /** Width of the original photo as a person sees it, in pixels. */
  readonly originalWidth: number;
  /** Height of the original photo as a person sees it, in pixels. */
  readonly originalHeight: number;
}

/**
 * Decodes a photo for showing: upright, opaque, sRGB, its longer side at most `side` pixels; a smaller one keeps its size.
 *
 * @param side - a whole number from 1; Infinity leaves every size
 * @throws {@link ImageError}
 */
export async function fitImage(input: ImageInput, side: number, options: ImageOptions = {}): Promise<FittedImage> {
  checkSide(side, Number.POSITIVE_INFINITY);
  const { name, width: originalWidth, height: originalHeight, pipeline } = await openImage(input, options);
  const scale = Math.min(1, side / Math.max(originalWidth, originalHeight));
  const width = Math.max(1, Math.round(originalWidth * scale));
  const height = Math.max(1, Math.round(originalHeight * scale));
  const data = await decodePixels(pipeline.resize(width, height, { fit: 'fill' }), name, options.signal);
  return { width, height, channels: 3, data, originalWidth, originalHeight };
}
