import type { Span } from '../document/span.js';
import type { CheckedPassageOptions } from './passage-options.js';
import type { Unit } from './units.js';

/**
 * Puts neighbouring units together to passages of at most `size`; each begins with the last units of the one before it,
 * as far as these are within `overlap` and leave room for something new.
 */
export function packUnits(
  units: readonly Unit[],
  { size, overlap }: CheckedPassageOptions,
  measure: (span: Span) => number,
): Span[] {
  const passages: Span[] = [];
  let first = 0;
  let covered = 0;
  while (covered < units.length) {
    let end = endOfPassage(units, first, size, measure);
    // What is repeated may leave no room for anything new.
    while (end <= covered) {
      first += 1;
      end = endOfPassage(units, first, size, measure);
    }
    const [begin, last] = [units[first], units[end - 1]];
    if (begin !== undefined && last !== undefined) passages.push({ start: begin.start, end: last.end });
    covered = end;
    first = beginOfNext(units, first, end, Math.min(overlap, size - (units[end]?.size ?? size)), measure);
  }
  return passages;
}

/** Behind the last unit of the passage that begins with `first`. */
function endOfPassage(units: readonly Unit[], first: number, size: number, measure: (span: Span) => number): number {
  let end = first;
  let total = 0;
  for (let unit = units[end]; unit !== undefined && (end === first || total + unit.size <= size); unit = units[end]) {
    total += unit.size;
    end += 1;
  }
  // The sum misses what stands between units, and tokenizers that join over their borders.
  const span = (until: number) => ({ start: units[first]?.start ?? 0, end: units[until - 1]?.end ?? 0 });
  while (end > first + 1 && measure(span(end)) > size) end -= 1;
  return end;
}

/** The first unit of the next passage, which repeats at most `room` and begins behind the first unit of the last. */
function beginOfNext(
  units: readonly Unit[],
  first: number,
  end: number,
  room: number,
  measure: (span: Span) => number,
): number {
  let begin = end;
  let repeated = 0;
  while (begin - 1 > first) {
    repeated += units[begin - 1]?.size ?? 0;
    if (repeated > room) break;
    begin -= 1;
  }
  // As above, the sum may be less than what stands in the text.
  const repeats = (from: number) => ({ start: units[from]?.start ?? 0, end: units[end - 1]?.end ?? 0 });
  while (begin < end && measure(repeats(begin)) > room) begin += 1;
  return begin;
}
