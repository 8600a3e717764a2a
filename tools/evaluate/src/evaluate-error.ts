import { CrossattnError } from '@crossattn/core';

/**
 * - `misunderstood`: an option or argument that the command does not have, or a value that makes no sense
 * - `not-found`: a file or folder that is not there
 * - `invalid-data`: a line of a file that is not what it should be
 * - `nothing-to-score`: no photo with captions is left after choosing
 * - `missing-prediction`: a photo without a caption to score
 * - `photo-failed`: a photo that could not be captioned
 * - `question-failed`: a question that could not be read in its passages
 */
export type EvaluateErrorCode =
  | 'misunderstood'
  | 'not-found'
  | 'invalid-data'
  | 'nothing-to-score'
  | 'missing-prediction'
  | 'photo-failed'
  | 'question-failed';

/** What was asked of the command cannot be done. */
export class EvaluateError extends CrossattnError<EvaluateErrorCode> {
  override readonly name = 'EvaluateError';
}
