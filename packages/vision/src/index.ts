export { ImageError, type ImageErrorCode } from './image/image-error.js';
export type { ImageInput } from './image/image-input.js';
export { defaultMaxPixels, type ImageOptions } from './image/image-options.js';
export { loadImage } from './image/load-image.js';
export type { RawPixels } from './image/raw-pixels.js';
export type { RgbImage } from './image/rgb-image.js';
