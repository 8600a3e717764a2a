import { decodeTensor } from './decode-tensor.js';
import { findEntry } from './find-entry.js';
import { headerLength, lengthFieldBytes, parseHeader } from './header.js';
import { indexTensors } from './index-tensors.js';
import type { Safetensors } from './safetensors.js';

/**
 * The tensors of a safetensors file that is in memory, as in a browser. Weights refer to the bytes; nothing is copied
 * until a tensor is read.
 *
 * @param source - what the bytes are called in an error.
 * @throws CheckpointError as {@link openSafetensors} does, except for what concerns files.
 */
export function parseSafetensors(bytes: Uint8Array, source = 'safetensors bytes'): Safetensors {
  const dataStart = lengthFieldBytes + headerLength(bytes.subarray(0, lengthFieldBytes), bytes.length, source);
  const header = parseHeader(bytes.subarray(lengthFieldBytes, dataStart), bytes.length, source);
  return {
    ...indexTensors(header, ({ offset, length }) => ({ bytes: bytes.subarray(offset, offset + length) })),
    async read(name, { signal } = {}) {
      signal?.throwIfAborted();
      const entry = findEntry(header, name, source);
      const copy = Uint8Array.from(bytes.subarray(entry.offset, entry.offset + entry.length));
      return decodeTensor(entry, copy.buffer, source);
    },
  };
}
