import { type Span, trimSpan } from '../document/span.js';

let segmenter: Intl.Segmenter | undefined;

/** A title or an initial, after which the rules of Unicode would end the sentence. */
const abbreviation =
  /(?:^|[\s("'“‘])(?:Mrs?|Ms|Dr|Prof|St|Jr|Sr|Gen|Col|Lt|Rev|Hon|No|Nos|Fig|Figs|Eq|Sec|Vol|vs|cf|ca|approx|\p{Lu})\.\s*$/u;

/**
 * Sentences of a stretch of prose, by the rules of Unicode (UAX #29). The end of a line is a space in them: text that is
 * wrapped at 80 columns has no sentence that ends with each line.
 */
export function sentences(text: string, { start, end }: Span): Span[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  const flowing = text.slice(start, end).replace(/[\r\n\u0085\u2028\u2029]/g, ' ');
  const spans: Span[] = [];
  let from: number | undefined;
  for (const { segment, index } of segmenter.segment(flowing)) {
    from ??= index;
    const to = index + segment.length;
    if (to < flowing.length && abbreviation.test(segment)) continue;
    spans.push({ start: start + from, end: start + to });
    from = undefined;
  }
  return spans.map((span) => trimSpan(text, span)).filter((span) => span.end > span.start);
}
