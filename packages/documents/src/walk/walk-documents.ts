import type { ReadDocument } from '../document/document.js';
import { DocumentError } from '../document/document-error.js';
import { formatOf } from '../document/document-format.js';
import { documentHash } from '../document/document-hash.js';
import { parseChecked } from '../document/parse-document.js';
import { type CheckedReadOptions, checkReadOptions } from '../document/read-options.js';
import { readFileBytes } from '../file/read-file-bytes.js';
import { type FoundFile, listFiles } from './list-files.js';
import type { WalkOptions } from './walk-options.js';
import { warnOfSkipped } from './warn-of-skipped.js';

/**
 * Reads the documents in files and folders, folders with all that is below them, one after another in a fixed order.
 * Hidden files and `node_modules` in folders are passed over, links are followed, and each file comes once. What cannot
 * be read is reported and passed over.
 *
 * @throws {@link DocumentError} `invalid-option`; the signal's reason
 */
export async function* walkDocuments(
  paths: readonly string[],
  options: WalkOptions = {},
): AsyncGenerator<ReadDocument, void, undefined> {
  const checked = checkReadOptions(options, ['onSkipped', 'onProgress', 'knownHash', 'onUnchanged']);
  if (typeof paths === 'string') {
    throw new DocumentError('invalid-option', `paths must be a list, got the text ${paths}`);
  }
  const { onSkipped = warnOfSkipped, onProgress, onUnchanged } = options;
  const files = await listFiles(paths, checked.signal);
  for (const [index, file] of files.entries()) {
    const document = file.path;
    const read = await readFile(file, checked, options.knownHash).catch((error: unknown) => {
      checked.signal?.throwIfAborted();
      if (error instanceof DocumentError) return error;
      throw error;
    });
    if (read instanceof DocumentError) onSkipped({ document, code: read.code, reason: read.message });
    else if (read === 'unchanged') onUnchanged?.(document);
    else yield read;
    onProgress?.({ document, done: index + 1, total: files.length });
  }
}

async function readFile(
  { path, obstacle }: FoundFile,
  options: CheckedReadOptions,
  knownHash: WalkOptions['knownHash'],
): Promise<ReadDocument | 'unchanged'> {
  const format = formatOf(path);
  if (obstacle !== undefined) throw obstacle;
  if (format === undefined) throw new Error(`${path} was listed without a format`);
  const bytes = await readFileBytes(path, options);
  if (knownHash?.(path) === documentHash(bytes, format, options)) return 'unchanged';
  return parseChecked({ document: path, format, bytes }, options);
}
