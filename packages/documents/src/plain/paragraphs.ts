import type { Span } from '../document/span.js';
import { trimSpan } from '../document/span.js';

/** An empty line, or a form feed. */
const border = /(?:\r\n|\r(?!\n)|\n)[^\S\r\n]*(?:\r\n?|\n)|\f/g;

/** Stretches between empty lines, without the white space around them. */
export function paragraphs(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(border)) {
    spans.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  spans.push({ start, end: text.length });
  return spans.map((span) => trimSpan(text, span)).filter((span) => span.end > span.start);
}
