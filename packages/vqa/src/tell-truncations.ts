import type { Truncation } from '@crossattn/text';
import type { AnswerResult } from './answer.js';

/** Tells of every question of a call that was truncated, by its place in the call. */
export function tellTruncations(
  results: readonly Pick<AnswerResult, 'truncation'>[],
  tell: (truncation: Truncation) => void = warn,
): void {
  for (const [text, { truncation }] of results.entries()) if (truncation) tell({ ...truncation, text });
}

function warn({ message }: Truncation): void {
  process.emitWarning(message, { type: 'CrossattnWarning', code: 'text-truncated' });
}
