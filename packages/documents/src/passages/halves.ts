import type { Span } from '../document/span.js';
import { isCharacterBorder } from './character-border.js';

/** Halves a span until its parts fit, never within a character; a single character stays, even if it does not fit. */
export function halves(text: string, span: Span, fits: (span: Span) => boolean): Span[] {
  if (fits(span)) return [span];
  const middle = border(text, span);
  if (middle === undefined) return [span];
  return [
    ...halves(text, { start: span.start, end: middle }, fits),
    ...halves(text, { start: middle, end: span.end }, fits),
  ];
}

/** The border of two characters that is nearest to the middle; undefined where there is none. */
function border(text: string, { start, end }: Span): number | undefined {
  const middle = start + Math.floor((end - start) / 2);
  for (let distance = 0; middle - distance > start || middle + distance < end; distance++) {
    for (const place of [middle - distance, middle + distance]) {
      if (place > start && place < end && isCharacterBorder(text, place)) return place;
    }
  }
  return undefined;
}
