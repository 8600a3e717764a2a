import type { PhotoSize } from '../heat/photo-size.js';
import { LensError } from '../lens-error.js';

/** A photo that pictures and pages carry inside them. */
export interface Picture {
  /** A `data:` URL of a PNG, JPEG or WebP file. */
  readonly url: string;
  /** Size of the original photo, in the unit of the boxes; the embedded one may be smaller. */
  readonly width: number;
  readonly height: number;
}

const embedded = /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/;

/**
 * Refuses pictures that would be fetched from somewhere, or that have no size.
 *
 * @throws {@link LensError} `invalid-picture`
 */
export function checkPicture({ url, width, height }: Picture, name: string): void {
  if (typeof url !== 'string' || !embedded.test(url)) {
    const shown = typeof url === 'string' ? JSON.stringify(url.slice(0, 40)) : String(url);
    throw new LensError('invalid-picture', `${name}.url: expected a data URL of a PNG, JPEG or WebP, got ${shown}`);
  }
  checkSize({ width, height }, name);
}

/**
 * Refuses a size that no photo has.
 *
 * @throws {@link LensError} `invalid-picture`
 */
export function checkSize({ width, height }: PhotoSize, name: string): void {
  if (width > 0 && width < Infinity && height > 0 && height < Infinity) return;
  throw new LensError('invalid-picture', `${name}: expected a width and a height above 0, got ${width} x ${height}`);
}
