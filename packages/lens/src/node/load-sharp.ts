import type { default as Sharp } from 'sharp';
import { LensError } from '../lens-error.js';

/**
 * sharp, imported when the first picture is drawn: it is an optional peer.
 *
 * @throws LensError `renderer-unavailable`
 */
export async function loadSharp(): Promise<typeof Sharp> {
  try {
    return (await import('sharp')).default;
  } catch (cause) {
    throw new LensError('renderer-unavailable', 'sharp, which draws PNG and JPEG files, could not be loaded', {
      cause,
    });
  }
}
