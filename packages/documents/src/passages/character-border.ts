/** Marks, joiners and selectors belong to the character before them. */
const continuing = /^(?:\p{M}|\u200d|\ufe0f)/u;

/** Whether one character ends and another begins at a place of a text. */
export function isCharacterBorder(text: string, place: number): boolean {
  const code = text.charCodeAt(place);
  const withinPair = code >= 0xdc00 && code <= 0xdfff;
  return !withinPair && text[place - 1] !== '\u200d' && !continuing.test(text.slice(place, place + 2));
}
