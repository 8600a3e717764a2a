import { checkNames } from './check-names.js';
import { TextError } from './text-error.js';

/** What was left out of a text that has more tokens than an encoder reads. */
export interface Truncation {
  /** Which text of the list that was given; counts from 0. */
  readonly text: number;
  /** UTF-16 offset in the text: what follows was not read. */
  readonly end: number;
  /** Tokens that were read. */
  readonly tokensRead: number;
  /** Tokens that the text has; of a text that is many times too long, those of the part that was looked at. */
  readonly tokensGiven: number;
  /** The same in words. */
  readonly message: string;
}

/** How texts are read. */
export interface TextOptions {
  /**
   * What happens to a text with more tokens than the encoder reads.
   * @defaultValue `truncate`
   */
  readonly overlong?: 'truncate' | 'refuse';
  /**
   * Is told of every text that was truncated.
   * @defaultValue a warning of the process, with the code `text-truncated`
   */
  readonly onTruncation?: (truncation: Truncation) => void;
  /**
   * Most tokens that are read of a text, special tokens not counted.
   * @defaultValue what the encoder has room for, which is also the most
   */
  readonly maxTokens?: number;
  /** Rejects with the signal's reason before the next run of the network. */
  readonly signal?: AbortSignal;
}

/** Options that are checked, with their defaults. */
export interface CheckedTextOptions {
  readonly overlong: 'truncate' | 'refuse';
  readonly onTruncation: (truncation: Truncation) => void;
  readonly maxTokens: number;
  readonly signal: AbortSignal | undefined;
}

const names = ['overlong', 'onTruncation', 'maxTokens', 'signal'];

/**
 * Checks the options and fills in the defaults.
 *
 * @throws {@link TextError} `invalid-option`
 */
export function checkTextOptions(options: TextOptions): CheckedTextOptions {
  checkNames(options, names);
  const { overlong = 'truncate', onTruncation = warn, maxTokens = Infinity, signal } = options;
  if (overlong !== 'truncate' && overlong !== 'refuse') {
    throw new TextError('invalid-option', `overlong: expected 'truncate' or 'refuse', came ${String(overlong)}`);
  }
  if (typeof onTruncation !== 'function') {
    throw new TextError('invalid-option', `onTruncation: expected a function, came ${typeof onTruncation}`);
  }
  if (maxTokens !== Infinity && !(Number.isSafeInteger(maxTokens) && maxTokens > 0)) {
    throw new TextError('invalid-option', `maxTokens: expected a whole number from 1, came ${String(maxTokens)}`);
  }
  return { overlong, onTruncation, maxTokens, signal };
}

function warn({ message }: Truncation): void {
  process.emitWarning(message, { type: 'CrossattnWarning', code: 'text-truncated' });
}
