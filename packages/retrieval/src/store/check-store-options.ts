import { checkNames } from '../check-names.js';
import { isServer } from '../database/server-name.js';
import type { PassageEncoder } from '../passage-encoder.js';
import { RetrievalError } from '../retrieval-error.js';
import type { StoreOptions } from './store-options.js';

const names = ['encoder', 'language'];

/** @throws RetrievalError `invalid-option` */
export function checkStoreOptions(place: unknown, options: StoreOptions): void {
  if (!(place instanceof URL) && (typeof place !== 'string' || place.trim() === '')) {
    throw new RetrievalError('invalid-option', `place: expected a folder or the address of a server, came ${place}`);
  }
  const address = String(place);
  const scheme = /^([a-z][a-z\d+.-]+:)\/\//i.exec(address)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'file:' && !isServer(address)) {
    throw new RetrievalError(
      'invalid-option',
      `place: expected a folder or an address that begins with file: or postgres:, came one that begins with ${scheme}`,
    );
  }
  checkNames(options, names, 'options');
  const { language } = options;
  if (language !== undefined && typeof language !== 'string') {
    throw new RetrievalError('invalid-option', `language: expected a text, came ${String(language)}`);
  }
}

/** @throws RetrievalError `invalid-option` */
export function checkEncoder(encoder: PassageEncoder | null): PassageEncoder | null {
  if (encoder !== null && typeof encoder?.embed !== 'function') {
    throw new RetrievalError('invalid-option', 'encoder: expected an encoder, or null for full-text search alone');
  }
  if (encoder && !(Number.isSafeInteger(encoder.width) && encoder.width >= 1 && encoder.width <= 16_000)) {
    throw new RetrievalError('invalid-option', `encoder: expected a width from 1 to 16,000, came ${encoder.width}`);
  }
  return encoder;
}
