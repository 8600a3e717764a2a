import { types } from 'node:util';

/**
 * Bytes as an array of this realm's own class, over the same memory, which is what sharp knows: those of another realm and
 * of a class of the caller's too. Undefined where the value is no array of bytes.
 */
export function plainBytes(value: unknown): Uint8Array | undefined {
  if (types.isUint8Array(value) || types.isUint8ClampedArray(value)) {
    return new Uint8Array(value.buffer, value.byteOffset, value.length);
  }
  return undefined;
}
