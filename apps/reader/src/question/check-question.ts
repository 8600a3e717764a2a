import { CrossattnError } from '@crossattn/core';

/** A question that is no question. */
class QuestionError extends CrossattnError<'too-long' | 'empty-text'> {
  override readonly name = 'QuestionError';
}

/** Far above what the reader's network reads of a question; what is longer is a mistake, such as a file in its place. */
const mostCharacters = 10_000;

/**
 * A question that can be asked.
 *
 * @throws QuestionError `empty-text`, `too-long`
 */
export function checkQuestion(question: string): string {
  if (question.trim() === '') throw new QuestionError('empty-text', 'question: expected words, got an empty text');
  if (question.length <= mostCharacters) return question;
  throw new QuestionError(
    'too-long',
    `question: expected at most ${mostCharacters} characters, got ${question.length}, which begin with ${JSON.stringify(question.slice(0, 40))}`,
  );
}
