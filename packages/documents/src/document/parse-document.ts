import { decodeText } from '../encoding/decode-text.js';
import { declaredEncoding } from '../html/declared-encoding.js';
import { extractHtml } from '../html/extract-html.js';
import { extractMarkdown } from '../markdown/extract-markdown.js';
import { extractPdf } from '../pdf/extract-pdf.js';
import { extractPlain } from '../plain/extract-plain.js';
import type { ReadDocument } from './document.js';
import { DocumentError } from './document-error.js';
import { type DocumentFormat, knownFormats } from './document-format.js';
import { documentHash } from './document-hash.js';
import type { Extracted } from './extracted.js';
import { type CheckedReadOptions, checkReadOptions, type ReadOptions } from './read-options.js';

/** Bytes of a document that lie in memory, such as an upload or a page that was fetched. */
export interface DocumentBytes {
  /** What passages call the document; shown to people. */
  readonly document: string;
  readonly format: DocumentFormat;
  readonly bytes: Uint8Array;
}

/**
 * Reads a document from its bytes.
 *
 * @throws {@link DocumentError} `unsupported-format`, `empty-file`, `file-too-large`, `no-text`, `binary-file`, `unknown-encoding`,
 * `encrypted-pdf`, `broken-pdf`, `invalid-option`
 */
export function parseDocument(source: DocumentBytes, options: ReadOptions = {}): Promise<ReadDocument> {
  return parseChecked(source, checkReadOptions(options));
}

/** The same with options that have been checked. */
export async function parseChecked(source: DocumentBytes, options: CheckedReadOptions): Promise<ReadDocument> {
  const { document, format, bytes } = source;
  if (!knownFormats.includes(format)) {
    const known = knownFormats.join(', ');
    throw new DocumentError('unsupported-format', `${document} is of the unknown format ${format}; known are ${known}`);
  }
  // By its class name, which holds across realms.
  if (!(ArrayBuffer.isView(bytes) && bytes[Symbol.toStringTag] === 'Uint8Array')) {
    const came = Object.prototype.toString.call(bytes).slice('[object '.length, -1);
    throw new DocumentError('invalid-option', `bytes of ${document} must be a Uint8Array, got ${came}`);
  }
  if (bytes.length === 0) throw new DocumentError('empty-file', `${document} is empty`);
  if (bytes.length > options.maxBytes) {
    throw new DocumentError(
      'file-too-large',
      `${document} has ${bytes.length} bytes, more than the limit of ${options.maxBytes} (option maxBytes)`,
    );
  }
  const hash = documentHash(bytes, format, options);
  const extracted = await extract(source, options);
  options.signal?.throwIfAborted();
  if (extracted.texts.every(({ blocks }) => blocks.length === 0)) throw noText(source, extracted);
  return { document, format, hash, ...extracted };
}

async function extract({ document, format, bytes }: DocumentBytes, options: CheckedReadOptions): Promise<Extracted> {
  if (format === 'pdf') return extractPdf(bytes, document, options.signal);
  const declared = format === 'html' ? declaredEncoding(bytes) : undefined;
  const text = decodeText(bytes, { document, declared, fallback: options.encoding });
  if (format === 'html') return extractHtml(text);
  return format === 'markdown' ? extractMarkdown(text) : extractPlain(text);
}

function noText({ document, format }: DocumentBytes, { texts }: Extracted): DocumentError {
  const what =
    format === 'pdf'
      ? `has ${texts.length} page${texts.length === 1 ? '' : 's'} without a text layer: it seems to be scanned, and needs text recognition first`
      : 'holds nothing to read';
  return new DocumentError('no-text', `${document} ${what}`);
}
