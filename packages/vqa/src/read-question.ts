import type { PreparedText, TextEncoder, Truncation } from '@crossattn/text';
import type { QuestionOptions } from './answer-options.js';

/** A question as the model reads it. */
export interface ReadQuestion {
  readonly prepared: PreparedText;
  readonly truncation: Truncation | undefined;
}

/**
 * Reads a question, so that nothing about it can fail any more.
 *
 * @throws TextError
 */
export function readQuestion(encoder: TextEncoder, question: string, { overlong }: QuestionOptions): ReadQuestion {
  let truncation: Truncation | undefined;
  const prepared = encoder.prepare(question, {
    ...(overlong !== undefined && { overlong }),
    onTruncation: (told) => {
      truncation = told;
    },
  });
  return { prepared, truncation };
}
