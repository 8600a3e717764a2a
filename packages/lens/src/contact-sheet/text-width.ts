/** Widths of characters in multiples of the font size, generous for the usual sans-serif fonts. */
const classes: readonly (readonly [RegExp, number])[] = [
  [/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]|\p{Extended_Pictographic}/u, 1.05],
  [/[iIjl.,:;'|! ]/, 0.36],
  [/[frt()[\]{}"/\\-]/, 0.44],
  [/[mwMW@%]/, 0.98],
  [/[A-Z]/, 0.74],
];
const usual = 0.62;

/** About how wide a text is: SVG is written without a font at hand. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += classes.find(([pattern]) => pattern.test(character))?.[1] ?? usual;
  return width * fontSize;
}

/** The font size at which a text fits, at most the one given. */
export function fittingFontSize(text: string, fontSize: number, room: number): number {
  return Math.min(fontSize, (fontSize * room) / Math.max(1, textWidth(text, fontSize)));
}

/** A word in parts that fit into the room, none for an empty one: a part has a character at least, however wide. */
export function partsThatFit(word: string, fontSize: number, room: number): string[] {
  const parts: string[] = [];
  let part = '';
  let width = 0;
  for (const character of word) {
    const own = textWidth(character, fontSize);
    if (part !== '' && width + own > room) {
      parts.push(part);
      part = '';
      width = 0;
    }
    part += character;
    width += own;
  }
  return part === '' ? parts : [...parts, part];
}
