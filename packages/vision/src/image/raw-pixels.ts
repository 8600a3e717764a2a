import { ImageError } from './image-error.js';
import { plainBytes } from './plain-bytes.js';

/** Decoded pixels, row by row from the top left, channels interleaved, 8 bits each, in sRGB. */
export interface RawPixels {
  readonly width: number;
  readonly height: number;
  /** 1 = grey, 2 = grey and alpha, 3 = RGB, 4 = RGBA (alpha not premultiplied). */
  readonly channels: 1 | 2 | 3 | 4;
  /** `height x width x channels` values. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * Reads raw pixels, each field once, and checks that size, channels and data agree.
 *
 * @throws {@link ImageError} `invalid-pixels`
 */
export function checkRawPixels(pixels: RawPixels, name: string): RawPixels {
  const { width, height, channels } = pixels;
  const data = plainBytes(pixels.data);
  for (const [field, value] of Object.entries({ width, height })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new ImageError('invalid-pixels', `${name}: ${field} must be a positive integer, but is ${String(value)}`);
    }
  }
  if (![1, 2, 3, 4].includes(channels)) {
    throw new ImageError('invalid-pixels', `${name}: channels must be 1, 2, 3 or 4, but is ${String(channels)}`);
  }
  if (data === undefined) {
    throw new ImageError('invalid-pixels', `${name}: data must be a Uint8Array or Uint8ClampedArray`);
  }
  const expected = width * height * channels;
  if (data.length !== expected) {
    throw new ImageError(
      'invalid-pixels',
      `${name}: ${width} x ${height} x ${channels} channels need ${expected} bytes, but data has ${data.length}`,
    );
  }
  return { width, height, channels, data };
}
