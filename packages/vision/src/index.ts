export {
  createImageEncoder,
  type EncoderCheckpoint,
  type ImageEncoderOptions,
} from './encoder/create-image-encoder.js';
export { EncoderError, type EncoderErrorCode } from './encoder/encoder-error.js';
export { composeEncoder, type EncoderConfig } from './encoder/encoder-graph.js';
export type { ImageEncoder } from './encoder/image-encoder.js';
export { type FittedImage, fitImage } from './image/fit-image.js';
export { ImageError, type ImageErrorCode } from './image/image-error.js';
export type { ImageInput } from './image/image-input.js';
export { defaultMaxPixels, type ImageOptions } from './image/image-options.js';
export { loadImage } from './image/load-image.js';
export { type PixelNormalization, pixelsTensor } from './image/pixels-tensor.js';
export type { RawPixels } from './image/raw-pixels.js';
export type { RgbImage } from './image/rgb-image.js';
export { type SqueezedImage, squeezeImage } from './image/squeeze-image.js';
