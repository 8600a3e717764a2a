import { type Span, trimSpan } from '../document/span.js';

const line = /[^\r\n]+/g;

/** Lines of a stretch of text, without those that are empty and without white space at their ends. */
export function lines(text: string, { start, end }: Span): Span[] {
  const found = [...text.slice(start, end).matchAll(line)];
  return found
    .map(({ 0: { length }, index }) => trimSpan(text, { start: start + index, end: start + index + length }))
    .filter((span) => span.end > span.start);
}
