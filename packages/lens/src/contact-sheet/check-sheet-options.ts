import { LensError } from '../lens-error.js';
import { checkNames } from '../options/check-names.js';
import type { ContactSheetOptions } from './contact-sheet.js';

const mostColumns = 100;

/**
 * Refuses options that a contact sheet cannot have.
 *
 * @throws LensError `invalid-option`
 */
export function checkSheetOptions(options: ContactSheetOptions): void {
  checkNames(options, ['words', 'columns'], 'contactSheet');
  const { words = 'all', columns = 1 } = options;
  if (words !== 'all' && words !== 'content') {
    throw new LensError('invalid-option', `words: expected "content" or "all", got ${JSON.stringify(words)}`);
  }
  if (!(Number.isInteger(columns) && columns >= 1 && columns <= mostColumns)) {
    throw new LensError('invalid-option', `columns: expected a whole number from 1 to ${mostColumns}, got ${columns}`);
  }
}
