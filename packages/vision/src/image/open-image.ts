import type { Sharp } from 'sharp';
import { decodingError } from './decoding-error.js';
import { ImageError } from './image-error.js';
import type { ImageInput } from './image-input.js';
import { checkImageOptions, type ImageOptions } from './image-options.js';
import { loadSharp } from './load-sharp.js';
import type { RawPixels } from './raw-pixels.js';
import { type ImageSource, readInput } from './read-input.js';
import { untilAborted } from './until-aborted.js';

/** An image whose header has been read and whose pixels are yet to be decoded. */
export interface OpenImage {
  readonly name: string;
  /** Size as a person sees it, after EXIF orientation. */
  readonly width: number;
  readonly height: number;
  /** Upright, opaque (alpha over white), sRGB, 8 bit; further steps may be chained. */
  readonly pipeline: Sharp;
}

/**
 * Reads an input and its header.
 *
 * @throws {@link ImageError}
 */
export async function openImage(input: ImageInput, options: ImageOptions): Promise<OpenImage> {
  const { maxPixels, signal } = checkImageOptions(options);
  signal?.throwIfAborted();
  const source = await untilAborted(readInput(input, signal), signal);
  const sharp = await loadSharp();
  const decoder = sharp(...decoderInput(source));
  const { width, height } = await untilAborted(readSize(decoder, source), signal);
  if (width * height > maxPixels) {
    throw new ImageError(
      'image-too-large',
      `${source.name} has ${width} x ${height} pixels, more than the limit of ${maxPixels} (option maxPixels)`,
    );
  }
  const pipeline = decoder.flatten({ background: 'white' }).toColourspace('srgb');
  return { name: source.name, width, height, pipeline };
}

async function readSize(decoder: Sharp, source: ImageSource): Promise<{ width: number; height: number }> {
  if ('raw' in source) return source.raw;
  const { autoOrient, space, channels } = await decoder.metadata().catch((error: unknown) => {
    throw decodingError(error, source.name);
  });
  const colours = space === 'b-w' || space === 'grey16' ? 1 : space === 'cmyk' ? 4 : 3;
  if (channels <= colours + 1) return autoOrient;
  throw new ImageError(
    'unsupported-format',
    `${source.name} has ${channels} channels, where ${colours} colours and at most one alpha were expected`,
  );
}

function decoderInput(source: ImageSource): [Uint8Array | Uint8ClampedArray, object] {
  const options = { autoOrient: true, failOn: 'error', limitInputPixels: false, limitInputChannels: false } as const;
  if ('bytes' in source) return [source.bytes, options];
  const { width, height, channels, data }: RawPixels = source.raw;
  return [data, { ...options, raw: { width, height, channels } }];
}
