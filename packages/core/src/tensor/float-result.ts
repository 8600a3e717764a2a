import type { AttentionElementType } from '../backend/backend.js';
import { elementCount } from './element-count.js';
import { numberToFloat16 } from './float16.js';
import type { Tensor } from './tensor.js';

/** A tensor of zeros that is filled piece by piece with float64 numbers, each rounded once. */
export class FloatResult {
  readonly tensor: Tensor<AttentionElementType>;

  constructor(type: AttentionElementType, shape: readonly number[]) {
    this.tensor = { type, shape, data: zeros(type, elementCount(shape)) };
  }

  write(start: number, values: Float64Array): void {
    const { type, data } = this.tensor;
    data.set(type === 'float16' ? Uint16Array.from(values, numberToFloat16) : values, start);
  }
}

function zeros(type: AttentionElementType, count: number): Float64Array | Float32Array | Uint16Array {
  if (type === 'float64') return new Float64Array(count);
  return type === 'float32' ? new Float32Array(count) : new Uint16Array(count);
}
