import { checkSide } from './check-side.js';
import { decodePixels } from './decode-pixels.js';
import type { ImageInput } from './image-input.js';
import type { ImageOptions } from './image-options.js';
import { openImage } from './open-image.js';

/** A photo squeezed into the square that a model wants, with the size that it had. */
export interface SqueezedImage {
  /** Side of the square in pixels. */
  readonly side: number;
  /** RGB, `side x side x 3`. */
  readonly data: Uint8Array;
  /** Width of the original photo as a person sees it, in pixels. */
  readonly originalWidth: number;
  /** Height of the original photo as a person sees it, in pixels. */
  readonly originalHeight: number;
}

const greatestSide = 2 ** 14;

/** Nearest to what the training photos were reduced with; shrinking at load stays where it changes little (docs/decisions/0041). */
const resampling = { fit: 'fill', kernel: 'lanczos3', fastShrinkOnLoad: false } as const;

/**
 * Decodes a photo and squeezes the whole frame into a square, without cropping, in one pass: a large JPEG or WebP is
 * decoded at a reduced size, and the full-size pixels never exist. A photo that has the size already keeps its pixels.
 *
 * @param side - a whole number from 1 to 16384
 * @throws {@link ImageError}
 */
export async function squeezeImage(
  input: ImageInput,
  side: number,
  options: ImageOptions = {},
): Promise<SqueezedImage> {
  checkSide(side, greatestSide);
  const { name, width, height, pipeline } = await openImage(input, options);
  const data = await decodePixels(pipeline.resize(side, side, resampling), name, options.signal);
  return { side, data, originalWidth: width, originalHeight: height };
}

/** Whether an image has been squeezed already. */
export function isSqueezedImage(image: unknown): image is SqueezedImage {
  return typeof image === 'object' && image !== null && 'side' in image && 'originalWidth' in image;
}
