const replacement = /\ufffd/g;
const beyondAscii = /[^\p{ASCII}\ufffd]/gu;

/**
 * The text if the bytes are UTF-8. A few damaged characters among many good ones, such as a last one that was cut, are
 * replaced by U+FFFD; otherwise the bytes are taken for another encoding.
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    const damaged = text.match(replacement)?.length ?? 0;
    const good = text.match(beyondAscii)?.length ?? 0;
    return damaged * 4 <= good ? text : undefined;
  }
}
