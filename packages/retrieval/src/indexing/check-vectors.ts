import type { Tensor } from '@crossattn/core';
import { RetrievalError } from '../retrieval-error.js';

/**
 * Takes the vectors of an encoder apart.
 *
 * @throws RetrievalError `invalid-vector` where they are not as many, as long or as finite as they should be
 */
export function checkVectors({ shape, data }: Tensor<'float32'>, count: number, width: number): Float32Array[] {
  if (shape.length !== 2 || shape[0] !== count || shape[1] !== width || data.length !== count * width) {
    throw new RetrievalError('invalid-vector', `expected vectors ${count} x ${width}, came ${shape.join(' x ')}`);
  }
  return Array.from({ length: count }, (_, index) => {
    const vector = data.subarray(index * width, (index + 1) * width);
    if (vector.every(Number.isFinite)) return vector;
    throw new RetrievalError('invalid-vector', 'expected finite numbers, came others in the vector of a text');
  });
}
