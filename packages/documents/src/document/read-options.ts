import { checkNames } from '../check-names.js';
import { type CheckedPassageOptions, checkPassageOptions, type PassageOptions } from '../passages/passage-options.js';
import { DocumentError } from './document-error.js';

/** How files are read. */
export interface ReadOptions {
  /**
   * Encoding of text and HTML files that do not tell theirs (by a byte order mark, by being valid UTF-8, by `<meta
   * charset>`): a label of the WHATWG Encoding Standard, such as `shift_jis` or `windows-1251`. Without it they are read
   * as windows-1252 where that is likely, and refused (`unknown-encoding`) elsewhere.
   */
  readonly encoding?: string;
  /** Files of more bytes are refused; 64 MiB unless told. */
  readonly maxBytes?: number;
  /** How the document is to be split, which its `hash` tells too; the defaults of `splitIntoPassages` unless told. */
  readonly passages?: PassageOptions;
  /** Stops between two parts of a file and between two pages. */
  readonly signal?: AbortSignal;
}

/** Options that have been checked, with their defaults. */
export interface CheckedReadOptions {
  readonly encoding: string | undefined;
  readonly maxBytes: number;
  readonly passages: CheckedPassageOptions;
  readonly signal: AbortSignal | undefined;
}

const defaultMaxBytes = 64 * 2 ** 20;

/**
 * @param others - names of options that may come with them
 * @throws {@link DocumentError} `invalid-option`
 */
export function checkReadOptions(options: ReadOptions, others: readonly string[] = []): CheckedReadOptions {
  checkNames(options, ['encoding', 'maxBytes', 'passages', 'signal', ...others], 'options');
  const { encoding, maxBytes = defaultMaxBytes, passages = {}, signal } = options;
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1) {
    throw new DocumentError('invalid-option', `maxBytes must be a whole number of at least 1, got ${String(maxBytes)}`);
  }
  return {
    encoding: encoding === undefined ? undefined : canonicalEncoding(encoding),
    maxBytes,
    passages: checkPassageOptions(passages),
    signal,
  };
}

function canonicalEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch (cause) {
    throw new DocumentError(
      'invalid-option',
      `encoding must be a label of the WHATWG Encoding Standard, such as windows-1251, got ${JSON.stringify(label)}`,
      { cause },
    );
  }
}
