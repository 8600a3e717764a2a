import type { ImageOptions } from '@crossattn/vision';
import type { AnswerOptions, AnswerStreamOptions, QuestionOptions } from './answer-options.js';
import { VqaError } from './vqa-error.js';

/** Refuses names that are not options of `owner`. */
export function checkNames(options: object, known: readonly string[], owner: string): void {
  if (typeof options !== 'object' || options === null) {
    throw new VqaError('invalid-option', `${owner}: expected an object of options, got ${String(options)}`);
  }
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new VqaError('unknown-option', `${unknown}: expected one of the options ${known.join(', ')} of ${owner}`);
}

/** A whole number in a range; undefined stays undefined. */
export function checkWhole(name: string, value: unknown, least: number, greatest?: number): void {
  if (value === undefined) return;
  if (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= (greatest ?? Infinity)) return;
  const range = greatest === undefined ? `from ${least}` : `from ${least} to ${greatest}`;
  throw new VqaError('invalid-option', `${name}: expected a whole number ${range}, got ${String(value)}`);
}

/** A function that is told of truncations, or none. */
export function checkOnTruncation({ onTruncation }: QuestionOptions): void {
  if (onTruncation === undefined || typeof onTruncation === 'function') return;
  throw new VqaError('invalid-option', `onTruncation: expected a function, got ${typeof onTruncation}`);
}

/** An abort signal; undefined stays undefined. */
export function checkSignal(value: unknown): void {
  if (value === undefined || value instanceof AbortSignal) return;
  throw new VqaError('invalid-option', `signal: expected an AbortSignal, got ${typeof value}`);
}

/** Names of the options that a request may have, besides what it asks. */
export const answerOptionNames = [
  'topK',
  'candidates',
  'beams',
  'maxTokens',
  'attention',
  'signal',
] as const satisfies (keyof AnswerOptions)[];

/** Names of the options of a stream. */
export const streamOptionNames = ['maxTokens', 'attention', 'signal'] as const satisfies (keyof AnswerStreamOptions)[];

/** Names of the options of reading photos. */
export const imageOptionNames = ['maxPixels', 'signal'] as const satisfies (keyof ImageOptions)[];

/** Names of the options of reading questions. */
export const questionOptionNames = ['overlong', 'onTruncation'] as const satisfies (keyof QuestionOptions)[];
