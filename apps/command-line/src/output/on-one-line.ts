// Control characters and marks that turn the direction of writing.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A name or a message as a line for people shows it: a file may be called by line breaks, or by escape sequences that
 * rewrite what a terminal shows. Blanks stay as they are.
 */
export function onOneLine(text: string): string {
  return text.replace(/[\t\n\v\f\r\u0085]+/g, ' ').replace(unprintable, '\ufffd');
}
