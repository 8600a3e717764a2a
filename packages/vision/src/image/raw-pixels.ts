import { ImageError } from './image-error.js';

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
 * Checks that size, channels and data of raw pixels agree.
 *
 * @throws {@link ImageError} `invalid-pixels`
 */
export function checkRawPixels(pixels: RawPixels, name: string): void {
  const { width, height, channels, data } = pixels;
  for (const [field, value] of Object.entries({ width, height })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new ImageError('invalid-pixels', `${name}: ${field} must be a positive integer, but is ${String(value)}`);
    }
  }
  if (![1, 2, 3, 4].includes(channels)) {
    throw new ImageError('invalid-pixels', `${name}: channels must be 1, 2, 3 or 4, but is ${String(channels)}`);
  }
  if (!(data instanceof Uint8Array || data instanceof Uint8ClampedArray)) {
    throw new ImageError('invalid-pixels', `${name}: data must be a Uint8Array or Uint8ClampedArray`);
  }
  const expected = width * height * channels;
  if (data.length !== expected) {
    throw new ImageError(
      'invalid-pixels',
      `${name}: ${width} x ${height} x ${channels} channels need ${expected} bytes, but data has ${data.length}`,
    );
  }
}
