import { DocumentError } from '../document/document-error.js';
import { encodingOfMark } from './byte-order-mark.js';
import { looksLikeBinary, looksLikeUtf16, looksLikeWestern } from './byte-statistics.js';
import { decodeBytes } from './decode-bytes.js';
import { decodeUtf8 } from './decode-utf8.js';

/** What is known about the encoding of a file, beside its bytes. */
export interface EncodingHints {
  /** For messages. */
  readonly document: string;
  /** What the file says of itself, where it does. */
  readonly declared?: string | undefined;
  /** What the caller says of files that do not tell. */
  readonly fallback?: string | undefined;
}

/**
 * The text of a file without its byte order mark. In this order: the mark; what the file declares; UTF-8 where the bytes
 * are valid; what the caller said; UTF-16 by its zeros; windows-1252 where the bytes are mostly ASCII letters.
 *
 * @throws {@link DocumentError} `binary-file`, `unknown-encoding`
 */
export function decodeText(bytes: Uint8Array, { document, declared, fallback }: EncodingHints): string {
  const marked = encodingOfMark(bytes);
  if (marked !== undefined) {
    const text = decodeBytes(bytes, marked);
    if (text.includes('\0')) throw binary(document);
    return text;
  }
  const valid = declared === undefined || declared === 'utf-8' ? decodeUtf8(bytes) : undefined;
  if (valid !== undefined && !looksLikeBinary(bytes)) return valid;
  const told = declared === 'utf-8' ? fallback : (declared ?? fallback);
  if (told?.startsWith('utf-16')) return decodeBytes(bytes, told);
  const wide = looksLikeUtf16(bytes);
  if (wide !== undefined) return decodeBytes(bytes, wide);
  if (looksLikeBinary(bytes)) throw binary(document);
  if (told !== undefined) return decodeBytes(bytes, told);
  if (looksLikeWestern(bytes)) return decodeBytes(bytes, 'windows-1252');
  throw new DocumentError(
    'unknown-encoding',
    `${document} is neither UTF-8 nor UTF-16, and does not look like windows-1252; name its encoding (option encoding)`,
  );
}

function binary(document: string): DocumentError {
  return new DocumentError(
    'binary-file',
    `${document} is named as text, but holds bytes that no text has (zeros or control characters)`,
  );
}
