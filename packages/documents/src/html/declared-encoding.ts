/** As far as browsers look. */
const prescanned = 1024;
const declarations = [
  /<meta\s[^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]+)/i,
  /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"']+)["']/i,
];

/**
 * The encoding that a page declares (`<meta charset>`, or the XML declaration), by its canonical name; undefined where it
 * declares none or one that does not exist. UTF-16 cannot be declared in bytes that are read as ASCII: it means UTF-8.
 */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, prescanned));
  for (const declaration of declarations) {
    const label = declaration.exec(head)?.[1];
    if (label === undefined) continue;
    try {
      const { encoding } = new TextDecoder(label);
      return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
    } catch {
      return undefined;
    }
  }
  return undefined;
}
