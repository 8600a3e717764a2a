import type { PageLine } from './page-line.js';

/** How much larger than the body a heading is set. */
const larger = 1.15;
/** More letters than this are no heading. */
const longest = 200;
const levels = 6;

/** The size in which most letters of a document are set, in points. */
export function bodySize(pages: readonly (readonly PageLine[])[]): number {
  const letters = new Map<number, number>();
  for (const { text, size } of pages.flat())
    letters.set(rounded(size), (letters.get(rounded(size)) ?? 0) + text.length);
  let [body, most] = [0, 0];
  for (const [size, count] of letters) if (count > most) [body, most] = [size, count];
  return body;
}

/** Sizes of headings with their levels: the largest is the highest; beyond six all are of the lowest. */
export function headingSizes(pages: readonly (readonly PageLine[])[], body: number): ReadonlyMap<number, number> {
  const candidates = pages.flat().filter(({ text, size }) => size >= body * larger && text.length <= longest);
  const sizes = [...new Set(candidates.map(({ size }) => rounded(size)))].sort((a, b) => b - a);
  return new Map(sizes.map((size, index) => [size, Math.min(index + 1, levels)]));
}

/** The level of a line, undefined where it is no heading. */
export function levelOf({ text, size }: PageLine, sizes: ReadonlyMap<number, number>): number | undefined {
  return text.length <= longest && /\p{L}/u.test(text) ? sizes.get(rounded(size)) : undefined;
}

/** To half a point: fonts of one size differ by rounding. */
function rounded(size: number): number {
  return Math.round(size * 2) / 2;
}
