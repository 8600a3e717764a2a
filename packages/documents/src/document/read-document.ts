import { resolve } from 'node:path';
import { readFileBytes } from '../file/read-file-bytes.js';
import type { ReadDocument } from './document.js';
import { DocumentError } from './document-error.js';
import { formatOf, knownExtensions } from './document-format.js';
import { parseChecked } from './parse-document.js';
import { checkReadOptions, type ReadOptions } from './read-options.js';

/**
 * Reads a `.txt`, `.md`, `.html` or `.pdf` file.
 *
 * @throws {@link DocumentError} `unsupported-format`, `file-not-found`, `not-a-file`, `file-unreadable`, and those of
 * `parseDocument`
 */
export async function readDocument(path: string, options: ReadOptions = {}): Promise<ReadDocument> {
  const checked = checkReadOptions(options);
  checked.signal?.throwIfAborted();
  const document = resolve(path);
  const format = formatOf(document);
  if (format === undefined) {
    throw new DocumentError('unsupported-format', `${document} is of no known format; known are ${knownExtensions}`);
  }
  const bytes = await readFileBytes(document, checked);
  return parseChecked({ document, format, bytes }, checked);
}
