import { type Span, trimSpan } from '../document/span.js';
import { sentenceBorders } from './sentence-borders.js';

/** A title or an initial, after which the rules of Unicode would end the sentence. */
const abbreviation =
  /(?:^|[\s("'“‘])(?:Mrs?|Ms|Dr|Prof|St|Jr|Sr|Gen|Col|Lt|Rev|Hon|No|Nos|Fig|Figs|Eq|Sec|Vol|vs|cf|ca|approx|\p{Lu})\.\s*$/u;
/** As much as the longest abbreviation needs. */
const ending = 12;

/**
 * Sentences of a stretch of prose, by the rules of Unicode (UAX #29). The end of a line is a space in them: text that is
 * wrapped at 80 columns has no sentence that ends with each line.
 */
export function sentences(text: string, { start, end }: Span): Span[] {
  const flowing = text.slice(start, end).replace(/[\r\n\u0085\u2028\u2029]/g, ' ');
  const spans: Span[] = [];
  let from = 0;
  for (const border of sentenceBorders(flowing)) {
    const last = flowing.slice(Math.max(from, border - ending), border);
    if (border < flowing.length && abbreviation.test(last)) continue;
    spans.push({ start: start + from, end: start + border });
    from = border;
  }
  return spans.map((span) => trimSpan(text, span)).filter((span) => span.end > span.start);
}
