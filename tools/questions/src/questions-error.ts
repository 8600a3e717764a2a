import { CrossattnError } from '@crossattn/core';

/**
 * - `misunderstood`: an option that the command does not have, or a value that makes no sense
 * - `not-found`: a file that is not there
 * - `invalid-data`: a line of `captions.jsonl` that is not what it should be, or a split without captions
 */
export type QuestionsErrorCode = 'misunderstood' | 'not-found' | 'invalid-data';

/** What was asked of the generator cannot be done. */
export class QuestionsError extends CrossattnError<QuestionsErrorCode> {
  override readonly name = 'QuestionsError';
}
