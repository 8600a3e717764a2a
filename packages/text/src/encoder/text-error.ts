import { CrossattnError } from '@crossattn/core';

/**
 * Why a text encoder could not be made or used.
 *
 * - `no-texts`: an empty list of texts
 * - `invalid-text`: something that is not a text
 * - `empty-text`: a text without any token, such as white space
 * - `text-too-long`: more tokens than the encoder reads, where it was told to refuse such texts
 * - `unknown-text`: none of the words is in the vocabulary, as with another script
 * - `no-text-encoder`: a checkpoint without a text encoder
 * - `package-missing`: `@xenova/transformers` is not installed, or is the old one of that name
 * - `model-missing`: there is no such model, or files of it are missing
 * - `unsupported-model`: a model that no encoder can be made of
 * - `invalid-config`: a file of the model says something that it may not
 * - `wrong-encoder`: a memory of another encoder
 * - `invalid-option`: an option outside its range
 * - `disposed`: the encoder has been disposed of
 */
export type TextErrorCode =
  | 'no-texts'
  | 'invalid-text'
  | 'empty-text'
  | 'text-too-long'
  | 'unknown-text'
  | 'no-text-encoder'
  | 'package-missing'
  | 'model-missing'
  | 'unsupported-model'
  | 'invalid-config'
  | 'wrong-encoder'
  | 'invalid-option'
  | 'disposed';

/** A text encoder that could not be made or used. */
export class TextError extends CrossattnError<TextErrorCode> {
  override readonly name = 'TextError';
}
