import { createHash } from 'node:crypto';
import type { DocumentFormat } from './document-format.js';

/** Raised when the same bytes are read otherwise than before, so that an index renews itself. */
const extraction = 1;

/** A hash over the bytes and over all that decides what text they become. */
export function documentHash(bytes: Uint8Array, format: DocumentFormat, encoding: string | undefined): string {
  return createHash('sha256')
    .update(`documents ${extraction} ${format} ${encoding ?? ''}\0`)
    .update(bytes)
    .digest('hex');
}
