import type { Span } from '../document/span.js';
import { halves } from './halves.js';
import { lines } from './lines.js';

const wordWithSpace = /\S+\s*/g;

/**
 * Cuts a sentence that is too long into fragments that fit: at the ends of its lines, then between words, and a word that
 * is too long itself between characters.
 */
export function fragments(text: string, span: Span, fits: (span: Span) => boolean): Span[] {
  return lines(text, span).flatMap((line) => {
    if (fits(line)) return [line];
    return joined(
      words(text, line).flatMap((word) => halves(text, word, fits)),
      fits,
    );
  });
}

function words(text: string, { start, end }: Span): Span[] {
  const found = [...text.slice(start, end).matchAll(wordWithSpace)];
  return found.map(({ 0: word, index }) => ({ start: start + index, end: start + index + word.trimEnd().length }));
}

/** Neighbours put together as long as they fit. */
function joined(spans: readonly Span[], fits: (span: Span) => boolean): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const previous = result.at(-1);
    const both = { start: previous?.start ?? 0, end: span.end };
    if (previous !== undefined && fits(both)) result[result.length - 1] = both;
    else result.push(span);
  }
  return result;
}
