import { DecoderError } from '../decoder-error.js';

/** Refuses names that are not options. */
export function checkNames(options: object, known: readonly string[], owner: string): void {
  if (typeof options !== 'object' || options === null) throw invalid(owner, 'an object of options', options);
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw new DecoderError('unknown-option', `${owner}: unknown option "${name}"; known are ${known.join(', ')}`);
    }
  }
}

/** A whole number in a range. */
export function checkWhole(name: string, value: unknown, least: number, greatest = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least || value > greatest) {
    const range = greatest === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${greatest}`;
    throw invalid(name, `a whole number ${range}`, value);
  }
  return value;
}

/** A finite number. */
export function checkFinite(name: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid(name, 'a finite number', value);
  return value;
}

/** Throws unless it is undefined or an abort signal. */
export function checkSignal(value: unknown): void {
  if (value !== undefined && !(value instanceof AbortSignal)) throw invalid('signal', 'an AbortSignal', value);
}

export function checkBoolean(name: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw invalid(name, 'true or false', value);
  return value;
}

/** A copy of token ids that are inside the vocabulary: the caller's list may change while the work goes on. */
export function checkTokens(name: string, value: unknown, vocabularySize: number): readonly number[] {
  if (!Array.isArray(value)) throw invalid(name, 'an array of token ids', value);
  const tokens: readonly unknown[] = [...value];
  for (const [index, id] of tokens.entries()) {
    if (!Number.isInteger(id) || Number(id) < 0 || Number(id) >= vocabularySize) {
      throw new DecoderError(
        'invalid-tokens',
        `${name}[${index}]: expected a token id from 0 to ${vocabularySize - 1}, got ${describe(id)}`,
      );
    }
  }
  return tokens as readonly number[];
}

export function invalid(name: string, expected: string, value: unknown): DecoderError {
  return new DecoderError('invalid-option', `${name}: expected ${expected}, got ${describe(value)}`);
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
