import { createHash } from 'node:crypto';

/**
 * Whether a DAQUAR photo is kept out of training: it has no validation photos of its own, so that those whose name's
 * SHA-1, as a number, ends with the decimal digit 0 take their place.
 */
export function isHeldOut(image: string): boolean {
  return BigInt(`0x${createHash('sha1').update(image).digest('hex')}`) % 10n === 0n;
}
