import type { Word } from './passage-words.js';

const separator = /[\s,;:]/;
const opening = '([{“‘«„';
const closing = ')]}”’»“';

/**
 * A span of a text without what no answer begins or ends with: commas and colons, and brackets or quotation marks whose
 * other half is outside. A span of nothing else is left as it is.
 */
export function trimmedSpan(text: string, { start, end }: Word): Word {
  let [from, to] = [start, end];
  for (let changed = true; changed && from < to; ) {
    const span = text.slice(from, to);
    const head = separators(span, 0, 1) || loneMark(span, span[0], opening, closing);
    const tail = separators(span, span.length - 1, -1) || loneMark(span, span.at(-1), closing, opening);
    changed = head + tail > 0;
    from += head;
    to -= tail;
  }
  return from < to ? { start: from, end: to } : { start, end };
}

/** How many white spaces, commas and colons follow each other from a place on. A pattern would look for each of them anew. */
function separators(span: string, from: number, step: 1 | -1): number {
  let count = 0;
  while (separator.test(span.charAt(from + count * step))) count += 1;
  return count;
}

/** 1 where the mark at an end of a span is one half of a pair whose other half the span does not have. */
function loneMark(span: string, mark: string | undefined, own: string, others: string): number {
  if (mark === undefined) return 0;
  if (mark === '"') return span.split('"').length % 2 === 0 ? 1 : 0;
  const kind = own.indexOf(mark);
  return kind >= 0 && !span.includes(others[kind] as string) ? 1 : 0;
}
