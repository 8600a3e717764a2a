import { decodePixels } from './decode-pixels.js';
import type { ImageInput } from './image-input.js';
import type { ImageOptions } from './image-options.js';
import { openImage } from './open-image.js';
import type { RgbImage } from './rgb-image.js';

/**
 * Decodes a photo at full size: upright (EXIF orientation applied), alpha over white, any colour space to 8-bit sRGB,
 * the first frame of an animation, the first page of a TIFF.
 *
 * @throws {@link ImageError}
 */
export async function loadImage(input: ImageInput, options: ImageOptions = {}): Promise<RgbImage> {
  const { name, width, height, pipeline } = await openImage(input, options);
  const data = await decodePixels(pipeline, name, options.signal);
  return { width, height, channels: 3, data };
}
