import { CrossattnError } from '@crossattn/core';

/**
 * Why an image encoder could not be made or used.
 *
 * - `unknown-architecture`: the checkpoint's `vision.type` is none of the registered ones
 * - `inconsistent-checkpoint`: parts of the checkpoint that do not fit each other
 * - `invalid-option`: an option outside its range
 * - `no-images`: an empty list of images
 * - `wrong-size`: an image that was squeezed for an encoder of another size
 * - `disposed`: the encoder has been disposed of
 */
export type EncoderErrorCode =
  | 'unknown-architecture'
  | 'inconsistent-checkpoint'
  | 'invalid-option'
  | 'no-images'
  | 'wrong-size'
  | 'disposed';

/** An image encoder that could not be made or used. */
export class EncoderError extends CrossattnError<EncoderErrorCode> {
  override readonly name = 'EncoderError';
}
