import type { Sharp } from 'sharp';
import { decodingError } from './decoding-error.js';
import { untilAborted } from './until-aborted.js';

/**
 * Runs a pipeline to its RGB pixels.
 *
 * @throws {@link ImageError} `corrupt-image`
 */
export async function decodePixels(
  pipeline: Sharp,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const decoding = pipeline.raw().toBuffer();
  return untilAborted(
    decoding.catch((error: unknown) => Promise.reject(decodingError(error, name))),
    signal,
  );
}
