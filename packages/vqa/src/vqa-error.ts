import { CrossattnError } from '@crossattn/core';

/**
 * Why a question was refused. What goes wrong inside a package below keeps that package's error: `ImageError` for a
 * photo, `TextError` for a question, `CheckpointError` for a model folder, `DecoderError` for a memory of another model.
 *
 * - `missing-task`: a model that answers no questions
 * - `unsupported-device`: a device that answering does not run on
 * - `unknown-option`, `invalid-option`, `conflicting-options`: an option that does not exist, cannot have this value, or
 *   contradicts another
 * - `invalid-request`: neither a photo nor a memory, or both; something else where many requests are expected
 * - `empty-candidates`, `invalid-candidate`, `unknown-word`: candidates of which there is none; one that is no text or has
 *   no word; one with a word that the model does not know and so never answers
 * - `invalid-memory`: a batch of memories where that of one photo is expected
 * - `disposed`: use after dispose
 */
export type VqaErrorCode =
  | 'missing-task'
  | 'unsupported-device'
  | 'unknown-option'
  | 'invalid-option'
  | 'conflicting-options'
  | 'invalid-request'
  | 'empty-candidates'
  | 'invalid-candidate'
  | 'unknown-word'
  | 'invalid-memory'
  | 'disposed';

/** Every error that this package throws itself; an abort throws the signal's own reason instead. */
export class VqaError extends CrossattnError<VqaErrorCode> {
  override readonly name = 'VqaError';
}
