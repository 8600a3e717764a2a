import { CrossattnError } from '@crossattn/core';

/**
 * Why a decoder refused.
 *
 * - `unknown-option`: an option that does not exist
 * - `invalid-option`: an option with a value that it cannot have
 * - `conflicting-options`: options that make no sense together
 * - `invalid-tokens`: a prompt or a text with ids outside the vocabulary
 * - `too-long`: prompt and text together need more positions than the decoder has
 * - `no-token-left`: every token is banned, so that a text can neither go on nor end
 * - `invalid-memory`: a memory with a shape that this decoder cannot query
 * - `wrong-memory`: a memory of another encoder, or one that was projected for another decoder
 * - `disposed`: use after dispose
 */
export type DecoderErrorCode =
  | 'unknown-option'
  | 'invalid-option'
  | 'conflicting-options'
  | 'invalid-tokens'
  | 'too-long'
  | 'no-token-left'
  | 'invalid-memory'
  | 'wrong-memory'
  | 'disposed';

/** Every error that this package throws on purpose; an abort throws the signal's own reason instead. */
export class DecoderError extends CrossattnError<DecoderErrorCode> {
  override readonly name: string = 'DecoderError';
}
