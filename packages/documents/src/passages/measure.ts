import { DocumentError } from '../document/document-error.js';
import type { Span } from '../document/span.js';

/** A tokenizer counts white space as nothing and a word beyond its dictionary as one: no piece is longer than this. */
const charactersOfOne = 20;

/**
 * Measures spans of a text: the count, and at least one for every twenty characters, so that no passage is endless.
 * What is longer than `limit` for its characters alone is never counted.
 */
export function measureOf(text: string, limit: number, count: (text: string) => number): (span: Span) => number {
  return ({ start, end }) => {
    const least = Math.ceil((end - start) / charactersOfOne);
    if (least > limit) return least;
    const counted = count(text.slice(start, end));
    if (!(counted >= 0)) {
      throw new DocumentError('invalid-option', `count must return a number of at least 0, got ${String(counted)}`);
    }
    return Math.max(counted, least);
  };
}
