import { Buffer } from 'node:buffer';
import { DocumentError } from '../document/document-error.js';

/** A PDF may begin after other bytes, as far as readers look. */
const head = 1024;
/** Some programs append their own bytes behind the end. */
const tail = 2 ** 16;

/**
 * Refuses what is no PDF, and a PDF whose end is missing: PDF.js would repair it and give the pages that are left, and
 * nobody would learn that the others are not there.
 *
 * @throws {@link DocumentError} `broken-pdf`
 */
export function checkCompleteness(bytes: Uint8Array, document: string): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.subarray(0, head).includes('%PDF-')) {
    throw new DocumentError('broken-pdf', `${document} is no PDF: it does not begin with %PDF-`);
  }
  if (!buffer.subarray(-tail).includes('%%EOF')) {
    throw new DocumentError('broken-pdf', `${document} is cut short: the mark at the end of a PDF (%%EOF) is missing`);
  }
}
