import { elementArray, type Tensor } from '@crossattn/core';
import { CheckpointError } from '../errors.js';
import type { TensorEntry } from './header.js';

/** Makes a tensor of the bytes that an entry names; the tensor takes the buffer over. */
export function decodeTensor(entry: TensorEntry, buffer: ArrayBuffer, source: string): Tensor {
  const { name, type, shape } = entry;
  const data = elementArray(type, buffer);
  if (type === 'bool') {
    const wrong = (data as Uint8Array).find((value) => value > 1);
    if (wrong !== undefined) {
      throw new CheckpointError('invalid-tensor', `${source}: tensor ${name}: expected bools of 0 or 1, came ${wrong}`);
    }
  }
  return { type, shape, data };
}
