import { CrossattnError } from '@crossattn/core';

/**
 * Why evidence could not be gathered or shown.
 *
 * - `no-attention`: a token without its attention map
 * - `invalid-attention`: a map, or a number of slots, of another shape than expected
 * - `invalid-option`: an option outside its range, a layer or a head that does not exist
 * - `invalid-picture`: a photo that is not embedded as a data URL, or without a size; a drawing that cannot be drawn
 * - `missing-source`: a slot of a photo or a text, or a citation of a passage, that was not given
 * - `renderer-unavailable`: sharp, which draws PNG files, could not be loaded
 * - `no-font`: the machine has no font that labels could be written in
 * - `unwritable`: a file that could not be written
 */
export type LensErrorCode =
  | 'no-attention'
  | 'invalid-attention'
  | 'invalid-option'
  | 'invalid-picture'
  | 'missing-source'
  | 'renderer-unavailable'
  | 'no-font'
  | 'unwritable';

/** Evidence that could not be gathered or shown. */
export class LensError extends CrossattnError<LensErrorCode> {
  override readonly name = 'LensError';
}
