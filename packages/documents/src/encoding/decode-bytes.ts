/** What windows-1252 has where latin-1 has control characters (0x80 to 0x9f). */
const western = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const controls = /[\u0080-\u009f]/g;

/** Bytes in an encoding of the WHATWG Encoding Standard; what is damaged becomes U+FFFD. */
export function decodeBytes(bytes: Uint8Array, encoding: string): string {
  const text = new TextDecoder(encoding).decode(bytes);
  // Node 20 decodes windows-1252 as latin-1.
  return encoding === 'windows-1252'
    ? text.replace(controls, (control) => western.charAt(control.charCodeAt(0) - 0x80))
    : text;
}
