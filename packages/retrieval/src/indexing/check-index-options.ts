import { checkNames } from '../check-names.js';
import type { IndexOptions } from './index-options.js';

/** @throws RetrievalError `invalid-option` */
export function checkIndexOptions(options: IndexOptions): void {
  checkNames(options, ['onDocument', 'onProgress', 'signal'], 'options');
}
