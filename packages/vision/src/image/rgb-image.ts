import type { RawPixels } from './raw-pixels.js';

/** A decoded photo as a person sees it: upright, opaque, sRGB. It is itself a valid input. */
export interface RgbImage extends RawPixels {
  readonly channels: 3;
  readonly data: Uint8Array;
}
