import type { Word } from './passage-words.js';

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
    const head = span.length - span.replace(/^[\s,;:]+/, '').length || loneMark(span, span[0], opening, closing);
    const tail = span.length - span.replace(/[\s,;:]+$/, '').length || loneMark(span, span.at(-1), closing, opening);
    changed = head + tail > 0;
    from += head;
    to -= tail;
  }
  return from < to ? { start: from, end: to } : { start, end };
}

/** 1 where the mark at an end of a span is one half of a pair whose other half the span does not have. */
function loneMark(span: string, mark: string | undefined, own: string, others: string): number {
  if (mark === undefined) return 0;
  if (mark === '"') return span.split('"').length % 2 === 0 ? 1 : 0;
  const kind = own.indexOf(mark);
  return kind >= 0 && !span.includes(others[kind] as string) ? 1 : 0;
}
