/** Intl.Segmenter takes time that grows with the square of the text's length, so it is handed windows. */
const window = 4096;
/** A sentence that is longer than this is cut at a space. */
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
    if (borders.length === 0) borders.push(from + (part.lastIndexOf(' ') + 1 || part.length));
    yield* borders;
    from = borders.at(-1) ?? text.length;
    length = window;
  }
}
