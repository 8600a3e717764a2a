import { checkNames } from '../check-names.js';
import { DocumentError } from '../document/document-error.js';
import { estimateWordPieces } from './estimate-word-pieces.js';

/** How documents are split. */
export interface PassageOptions {
  /**
   * Most that a passage measures; 160 unless told. With word pieces this leaves room for a title and a question where a
   * model reads 256.
   */
  readonly size?: number;
  /** Most that a passage repeats of the one before it, in whole sentences; 32 unless told, 0 for none. */
  readonly overlap?: number;
  /**
   * What `size` and `overlap` measure: an estimate of BERT's word pieces unless told. Hand the tokenizer's own count for
   * exact limits, or `(text) => text.length` to measure in characters.
   */
  readonly count?: (text: string) => number;
  /**
   * What `count` counts, such as the tokens of a certain model. Only a document's `hash` has it, for which functions are all
   * alike; `estimate` unless `count` is given, and then `count`.
   */
  readonly unit?: string;
}

/** Options that have been checked, with their defaults. */
export interface CheckedPassageOptions {
  readonly size: number;
  readonly overlap: number;
  readonly count: (text: string) => number;
  readonly unit: string;
}

/** @throws {@link DocumentError} `invalid-option` */
export function checkPassageOptions(options: PassageOptions): CheckedPassageOptions {
  checkNames(options, ['size', 'overlap', 'count', 'unit'], 'options of passages');
  const { size = 160, overlap = Math.min(32, Math.floor(size / 5)), count = estimateWordPieces } = options;
  const { unit = options.count === undefined ? 'estimate' : 'count' } = options;
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new DocumentError('invalid-option', `size must be a whole number of at least 1, got ${String(size)}`);
  }
  if (!Number.isSafeInteger(overlap) || overlap < 0 || overlap > size / 2) {
    throw new DocumentError(
      'invalid-option',
      `overlap must be a whole number from 0 to half of size (${size / 2}), got ${String(overlap)}`,
    );
  }
  if (typeof count !== 'function') {
    throw new DocumentError('invalid-option', `count must be a function, got ${typeof count}`);
  }
  if (typeof unit !== 'string') {
    throw new DocumentError('invalid-option', `unit must be a text, got ${typeof unit}`);
  }
  return { size, overlap, count, unit };
}
