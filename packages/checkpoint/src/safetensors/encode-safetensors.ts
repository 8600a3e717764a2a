import { encodeHeader, type NamedTensors } from './encode-header.js';

/** What {@link encodeSafetensors} and {@link writeSafetensors} may be told. */
export interface SafetensorsOptions {
  /** Free text by key, kept in `__metadata__`. */
  readonly metadata?: { readonly [key: string]: string };
}

/**
 * The bytes of a safetensors file that holds these tensors.
 *
 * @throws CheckpointError `invalid-tensor` where type, shape and data disagree, a bool is neither 0 nor 1, a name is reserved, or
 * metadata are no texts.
 */
export function encodeSafetensors(tensors: NamedTensors, { metadata = {} }: SafetensorsOptions = {}): Uint8Array {
  const { bytes, data } = encodeHeader(tensors, metadata);
  const parts = [bytes, ...data];
  const file = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    file.set(part, offset);
    offset += part.length;
  }
  return file;
}
