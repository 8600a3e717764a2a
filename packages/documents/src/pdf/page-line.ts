/** A piece of a page as PDF.js gives it. */
export interface PageItem {
  readonly str: string;
  readonly hasEOL: boolean;
  /** A PDF transformation matrix; its last two numbers are the place of the baseline's beginning. */
  readonly transform: readonly number[];
}

/** A line of a page. */
export interface PageLine {
  readonly text: string;
  /** Height of most of its letters, in points. */
  readonly size: number;
  /** Baseline, upwards from the bottom of the page, in points. */
  readonly baseline: number;
}

/** Items put together to lines, without those that are empty. */
export function linesOf(items: readonly PageItem[]): PageLine[] {
  const lines: PageLine[] = [];
  let open: PageItem[] = [];
  for (const item of items) {
    open.push(item);
    if (!item.hasEOL) continue;
    lines.push(lineOf(open));
    open = [];
  }
  lines.push(lineOf(open));
  return lines.filter(({ text }) => text !== '');
}

function lineOf(items: readonly PageItem[]): PageLine {
  const text = items
    .map(({ str }) => str)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
  let longest = 0;
  let size = 0;
  let baseline = 0;
  for (const { str, transform } of items) {
    if (str.trim().length <= longest) continue;
    longest = str.trim().length;
    const [, , c = 0, d = 0, , y = 0] = transform;
    size = Math.hypot(c, d);
    baseline = y;
  }
  return { text, size, baseline };
}
