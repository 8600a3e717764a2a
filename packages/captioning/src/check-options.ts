import { CaptioningError } from './captioning-error.js';

/**
 * Refuses what is no object of options.
 *
 * @throws CaptioningError `invalid-option`
 */
export function checkOptions(options: object, owner: string): void {
  if (typeof options === 'object' && options !== null) return;
  throw new CaptioningError('invalid-option', `${owner}: expected an object of options, got ${String(options)}`);
}
