import type { ElementArrays, ElementType, Tensor } from '@crossattn/core';
import { CheckpointError } from '../errors.js';
import type { TensorEntry } from './header.js';

const constructors: { readonly [Type in ElementType]: new (buffer: ArrayBuffer) => ElementArrays[Type] } = {
  float64: Float64Array,
  float32: Float32Array,
  float16: Uint16Array,
  bfloat16: Uint16Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int8: Int8Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

/** Makes a tensor of the bytes that an entry names; the tensor takes the buffer over. */
export function decodeTensor(entry: TensorEntry, buffer: ArrayBuffer, source: string): Tensor {
  const { name, type, shape } = entry;
  const data = new constructors[type](buffer);
  if (type === 'bool') {
    const wrong = (data as Uint8Array).find((value) => value > 1);
    if (wrong !== undefined) {
      throw new CheckpointError('invalid-tensor', `${source}: tensor ${name}: expected bools of 0 or 1, came ${wrong}`);
    }
  }
  return { type, shape, data };
}
