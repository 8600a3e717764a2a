import { OnnxError } from '../errors.js';

/** @throws OnnxError `invalid-option` */
export function checkThreads(threads: number | undefined): void {
  if (threads === undefined || (Number.isInteger(threads) && threads >= 1 && threads <= 1024)) return;
  throw new OnnxError(
    'invalid-option',
    `threads: expected a whole number from 1 to 1024, got ${typeof threads === 'string' ? JSON.stringify(threads) : String(threads)}`,
  );
}
