import type { default as Sharp } from 'sharp';
import { ImageError } from './image-error.js';

let loading: Promise<typeof Sharp> | undefined;

/**
 * sharp, imported at the first photo: a program that decodes none never loads libvips.
 *
 * @throws {@link ImageError} `decoder-unavailable`
 */
export async function loadSharp(): Promise<typeof Sharp> {
  loading ??= import('sharp').then((module) => module.default);
  try {
    return await loading;
  } catch (error) {
    loading = undefined;
    throw new ImageError('decoder-unavailable', 'sharp, which decodes images, could not be loaded', { cause: error });
  }
}
