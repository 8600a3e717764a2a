import { elementArray, type Tensor } from '@crossattn/core';
import { CheckpointError } from '../errors.js';
import { describeValue } from '../json.js';
import { elementCount } from './element-count.js';
import { bytesPerElement, nameByElementType } from './element-types.js';
import { lengthFieldBytes } from './header.js';
import { isListOfCounts } from './list-of-counts.js';

/** Tensors by name. */
export type NamedTensors = { readonly [name: string]: Tensor };

/** What {@link encodeHeader} lays out. */
export interface EncodedHeader {
  /** The length field and the header. */
  readonly bytes: Uint8Array;
  /** The data of each tensor, in the order in which it follows. */
  readonly data: readonly Uint8Array[];
}

const alignment = 64;

/**
 * Lays tensors out so that each begins at a multiple of its element size: the widest element types come first, then by
 * name, and the header is padded with spaces to a multiple of 64 bytes.
 *
 * @throws CheckpointError `invalid-tensor` where type, shape and data disagree, a bool is neither 0 nor 1, a name is
 * reserved, or metadata are no texts.
 */
export function encodeHeader(tensors: NamedTensors, metadata: { readonly [key: string]: string }): EncodedHeader {
  checkMetadata(metadata);
  const sorted = Object.entries(tensors)
    .map(([name, tensor]) => ({ name, tensor, data: bytesOf(name, tensor) }))
    .sort(
      (one, other) =>
        bytesPerElement[other.tensor.type] - bytesPerElement[one.tensor.type] || (one.name < other.name ? -1 : 1),
    );
  const header = new Map<string, unknown>();
  if (Object.keys(metadata).length > 0) header.set('__metadata__', metadata);
  let offset = 0;
  for (const { name, tensor, data } of sorted) {
    const end = offset + data.length;
    header.set(name, { dtype: nameByElementType.get(tensor.type), shape: tensor.shape, data_offsets: [offset, end] });
    offset = end;
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const total = Math.ceil((lengthFieldBytes + text.length) / alignment) * alignment;
  const bytes = new Uint8Array(total).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(total - lengthFieldBytes), true);
  bytes.set(text, lengthFieldBytes);
  return { bytes, data: sorted.map(({ data }) => data) };
}

function bytesOf(name: string, { type, shape, data }: Tensor): Uint8Array {
  const refuse = (message: string): never => {
    throw new CheckpointError('invalid-tensor', `tensor ${name}: ${message}`);
  };
  if (name === '__metadata__') refuse('this name is reserved for metadata');
  if (!nameByElementType.has(type)) {
    refuse(`expected one of the types ${[...nameByElementType.keys()].join(', ')}, came ${describeValue(type)}`);
  }
  if (!isListOfCounts(shape)) refuse(`shape: expected a list of sizes, came ${describeValue(shape)}`);
  // By its class name, which holds across realms.
  const expected = elementArray(type, [])[Symbol.toStringTag];
  const came = ArrayBuffer.isView(data) ? data[Symbol.toStringTag] : typeof data;
  if (came !== expected) refuse(`expected the array of ${type}, came ${came}`);
  const length = elementCount(shape);
  if (length !== data.length) {
    refuse(`expected ${length} elements for ${type} [${shape.join(', ')}], came ${data.length}`);
  }
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (type === 'bool') {
    const wrong = bytes.find((value) => value > 1);
    if (wrong !== undefined) refuse(`expected bools of 0 or 1, came ${wrong}`);
  }
  return bytes;
}

function checkMetadata(metadata: { readonly [key: string]: unknown }): void {
  for (const [key, value] of Object.entries(metadata)) {
    if (typeof value === 'string') continue;
    throw new CheckpointError('invalid-tensor', `__metadata__.${key}: expected a string, came ${describeValue(value)}`);
  }
}
