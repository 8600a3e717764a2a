import { createHash } from 'node:crypto';
import type { DocumentFormat } from './document-format.js';
import type { CheckedReadOptions } from './read-options.js';

/** Raised when the same bytes are read, or the same text is split, otherwise than before, so that an index renews itself. */
const version = 2;

/** A hash over the bytes and over all that decides what passages they become. */
export function documentHash(
  bytes: Uint8Array,
  format: DocumentFormat,
  { encoding = '', passages: { size, overlap, unit } }: CheckedReadOptions,
): string {
  return createHash('sha256')
    .update(`documents ${version} ${format} ${encoding} ${size} ${overlap} ${unit}\0`)
    .update(bytes)
    .digest('hex');
}
