/** Where something stands in a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const notWhite = /\S/;

/** The span without white space at its ends; empty at its start where it is all white. */
export function trimSpan(text: string, { start, end }: Span): Span {
  let first = start;
  let last = end;
  while (first < last && !notWhite.test(text.charAt(first))) first += 1;
  while (last > first && !notWhite.test(text.charAt(last - 1))) last -= 1;
  return { start: first, end: last };
}
