import { ImageError } from './image-error.js';

/** How images are read. */
export interface ImageOptions {
  /**
   * An image with more pixels (width x height, as its header says) is refused before it is decoded.
   * @defaultValue {@link defaultMaxPixels}
   */
  readonly maxPixels?: number;
  /** Rejects with the signal's reason; a decode that has begun ends in the background, its result is dropped. */
  readonly signal?: AbortSignal;
}

/** 100 megapixels: every camera's photo passes, a header that announces 30,000 x 30,000 does not. */
export const defaultMaxPixels = 100_000_000;

/**
 * Checks the options and fills in the defaults.
 *
 * @throws {@link ImageError} `invalid-option`
 */
export function checkImageOptions(options: ImageOptions): { maxPixels: number; signal: AbortSignal | undefined } {
  if (typeof options !== 'object' || options === null) {
    throw new ImageError('invalid-option', `expected an object of options, but it is ${String(options)}`);
  }
  const unknown = Object.keys(options).find((name) => !['maxPixels', 'signal'].includes(name));
  if (unknown !== undefined) {
    throw new ImageError('invalid-option', `${unknown}: expected one of the options maxPixels, signal`);
  }
  const { maxPixels = defaultMaxPixels, signal } = options;
  if (!(typeof maxPixels === 'number' && maxPixels >= 1)) {
    throw new ImageError('invalid-option', `maxPixels must be a number of at least 1, but is ${String(maxPixels)}`);
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new ImageError('invalid-option', `signal must be an AbortSignal, but is ${typeof signal}`);
  }
  return { maxPixels, signal };
}
