const softHyphen = /\u00ad$/;
/** A small letter and a hyphen at the end, a small letter at the beginning: a word that was divided. */
const divided = /\p{Ll}[-\u2010]$/u;
/** A word that has a hyphen already keeps the one at the line's end: state-of-the-art. */
const compound = /[-\u2010]\p{L}+[-\u2010]$/u;
const continued = /^\p{Ll}/u;

/** Lines with line ends between them; a word that was divided at a line's end is joined. */
export function joinLines(lines: readonly string[]): string {
  let text = '';
  for (const [index, line] of lines.entries()) {
    if (softHyphen.test(text)) text = text.slice(0, -1) + line;
    else if (divided.test(text) && continued.test(line)) text = (compound.test(text) ? text : text.slice(0, -1)) + line;
    else text += index === 0 ? line : `\n${line}`;
  }
  return text.replaceAll('\u00ad', '');
}
