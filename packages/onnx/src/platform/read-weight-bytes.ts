import { closeSync, openSync, readSync } from 'node:fs';
import { OnnxError } from '../errors.js';
import type { Weight } from '../weights/weight-store.js';

/** The bytes of a weight, read from its file where it has one. */
export function readWeightBytes(entry: Weight): Uint8Array {
  if ('bytes' in entry.location) return entry.location.bytes;
  const { file, offset, length } = entry.location;
  const bytes = new Uint8Array(length);
  let read = 0;
  try {
    const descriptor = openSync(file, 'r');
    try {
      while (read < length) {
        const count = readSync(descriptor, bytes, read, length - read, offset + read);
        if (count === 0) break;
        read += count;
      }
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    throw new OnnxError('session-failed', `weight '${entry.name}' could not be read from ${file}`, { cause });
  }
  if (read < length) {
    throw new OnnxError('session-failed', `weight '${entry.name}': ${file} ends after ${read} of its ${length} bytes`);
  }
  return bytes;
}
