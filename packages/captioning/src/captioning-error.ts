import { CrossattnError } from '@crossattn/core';

/**
 * Why a captioner refused. What goes wrong inside a package below keeps that package's error: `ImageError` for a photo,
 * `CheckpointError` for a model folder, `DecoderError` for options of the writing.
 *
 * - `missing-task`: a model that writes no captions
 * - `unsupported-device`: a device that captioning does not run on
 * - `unknown-option`: an option that does not exist
 * - `invalid-option`: an option of this package with a value that it cannot have
 * - `invalid-inputs`: something else where many photos are expected, such as one path
 * - `invalid-memory`: a memory of several photos, or none, where that of one is expected
 * - `disposed`: use after dispose
 */
export type CaptioningErrorCode =
  | 'missing-task'
  | 'unsupported-device'
  | 'unknown-option'
  | 'invalid-option'
  | 'invalid-inputs'
  | 'invalid-memory'
  | 'disposed';

/** Every error that this package throws itself; an abort throws the signal's own reason instead. */
export class CaptioningError extends CrossattnError<CaptioningErrorCode> {
  override readonly name = 'CaptioningError';
}
