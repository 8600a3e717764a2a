import { CrossattnError } from '@crossattn/core';

/**
 * Why a reading was refused. What goes wrong inside a package below keeps that package's error: `TextError` for a
 * question, `CheckpointError` for a model folder.
 *
 * - `unsupported-device`: a device that reading does not run on
 * - `unknown-option`, `invalid-option`: an option that does not exist, or cannot have this value
 * - `invalid-request`: neither passages nor memories, or both
 * - `no-passages`, `too-many-passages`: an empty list, or more than 200
 * - `invalid-passage`, `empty-passage`: a passage that is no text, or is blank; the message names its index
 * - `invalid-memory`: a memory that is not one of passages
 * - `wrong-encoder`: a memory that another reader made, or a model whose reader belongs to another encoder
 * - `wrong-text`: a memory whose texts are not those that were encoded
 * - `disposed`: use after dispose
 */
export type ReadingErrorCode =
  | 'unsupported-device'
  | 'unknown-option'
  | 'invalid-option'
  | 'invalid-request'
  | 'no-passages'
  | 'too-many-passages'
  | 'invalid-passage'
  | 'empty-passage'
  | 'invalid-memory'
  | 'wrong-encoder'
  | 'wrong-text'
  | 'disposed';

/** Every error that this package throws itself; an abort throws the signal's own reason instead. */
export class ReadingError extends CrossattnError<ReadingErrorCode> {
  override readonly name = 'ReadingError';
}
