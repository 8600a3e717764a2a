import type { Tensor } from '@crossattn/core';
import type { SqueezedImage } from './squeeze-image.js';

/** Mean and standard deviation of each colour channel on the scale of the pixels, 0 to 255. */
export interface PixelNormalization {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/**
 * Photos as the tensor that an encoder wants: `(pixel - mean) / std`, planes R, G, B.
 *
 * @param images - at least one, all of the same side `S`
 * @returns `[images.length, 3, S, S]`
 */
export function pixelsTensor(images: readonly SqueezedImage[], normalization: PixelNormalization): Tensor<'float32'> {
  const side = images[0]?.side ?? 0;
  const plane = side * side;
  const data = new Float32Array(images.length * 3 * plane);
  const tables = [0, 1, 2].map((channel) => normalizedValues(normalization, channel));
  for (const [index, image] of images.entries()) {
    for (const [channel, table] of tables.entries()) {
      const start = (index * 3 + channel) * plane;
      const target = data.subarray(start, start + plane);
      for (let pixel = 0; pixel < plane; pixel++) {
        target[pixel] = table[image.data[pixel * 3 + channel] as number] as number;
      }
    }
  }
  return { type: 'float32', shape: [images.length, 3, side, side], data };
}

/** The normalised value of each of the 256 pixel values. */
function normalizedValues({ mean, std }: PixelNormalization, channel: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => (value - (mean[channel] ?? 0)) / (std[channel] ?? 1));
}
