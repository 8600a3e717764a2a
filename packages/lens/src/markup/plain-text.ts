// Control characters, marks that turn the direction of writing, and surrogates where they stand alone.
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu;

/**
 * Text that a terminal prints as it is: escape sequences, which could move the cursor or rewrite what stands there, lose
 * the characters that make them work, and each line break, tab or run of blanks becomes one blank.
 */
export function plainText(text: string): string {
  return text.replace(/\s+/g, ' ').replace(unprintable, '\ufffd');
}
