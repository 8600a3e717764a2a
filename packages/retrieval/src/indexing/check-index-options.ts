import { RetrievalError } from '../retrieval-error.js';
import type { IndexOptions } from './index-options.js';

const names = ['onDocument', 'onProgress', 'signal'];

/** @throws RetrievalError `invalid-option` */
export function checkIndexOptions(options: IndexOptions): void {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new RetrievalError('invalid-option', `${unknown}: expected one of the options ${names.join(', ')}`);
}
