const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// XML has no way to write these, and HTML forbids them; surrogates match where they stand alone.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/gu;

/** Text as element content or a quoted attribute of HTML or XML; characters that neither can hold become U+FFFD. */
export function escapeMarkup(text: string): string {
  return text.replace(unwritable, '\ufffd').replace(/[&<>"']/g, (character) => entities[character] as string);
}
