import type { ElementType } from '@crossattn/core';
import { dataTypes } from './data-type.js';
import type { ProtobufWriter } from './protobuf-writer.js';

/** Bytes inside the model, or a place in a file that ONNX Runtime reads by itself. */
export type TensorContent =
  | { readonly bytes: Uint8Array }
  | { readonly location: string; readonly offset: number; readonly length: number };

const externalLocation = 1;

/** Writes the fields of a `TensorProto`. */
export function writeTensor(
  writer: ProtobufWriter,
  name: string,
  type: ElementType,
  shape: readonly number[],
  content: TensorContent,
): void {
  for (const size of shape) writer.integer(1, size);
  writer.integer(2, dataTypes[type]).text(8, name);
  if ('bytes' in content) {
    writer.bytes(9, content.bytes);
    return;
  }
  const entries = { location: content.location, offset: content.offset, length: content.length };
  for (const [key, value] of Object.entries(entries)) {
    writer.message(13, (entry) => entry.text(1, key).text(2, String(value)));
  }
  writer.integer(14, externalLocation);
}
