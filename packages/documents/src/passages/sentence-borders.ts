import { isCharacterBorder } from './character-border.js';

/** Intl.Segmenter takes time that grows with the square of the text's length, so it is handed windows. */
const window = 4096;
/** A sentence that is longer than this is cut at a space, or between two characters. */
const longest = 2 ** 16;

let segmenter: Intl.Segmenter | undefined;

/** Offsets behind the sentences of a text; the last one is its length. */
export function* sentenceBorders(text: string): Generator<number, void, undefined> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  let from = 0;
  let length = window;
  while (from < text.length) {
    const part = text.slice(from, from + length);
    const borders = [...segmenter.segment(part)].map(({ index, segment }) => from + index + segment.length);
    if (from + part.length < text.length) borders.pop();
    if (borders.length === 0 && length < longest) {
      length *= 2;
      continue;
    }
    if (borders.length === 0) {
      const space = part.lastIndexOf(' ');
      borders.push(space === -1 ? lastBorder(text, from, from + part.length) : from + space + 1);
    }
    yield* borders;
    from = borders.at(-1) ?? text.length;
    length = window;
  }
}

/** The last place up to `end` that is not within a character, and behind `from`. */
function lastBorder(text: string, from: number, end: number): number {
  for (let place = end; place > from; place -= 1) if (isCharacterBorder(text, place)) return place;
  return end;
}
