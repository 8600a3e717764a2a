import type { AttentionElementType } from '../backend/backend.js';
import { float16ToNumber, numberToFloat16 } from './float16.js';
import type { ElementArrays, Tensor } from './tensor.js';

/** The elements as numbers, exactly. float64 and float32 are returned as they are, without a copy. */
export function floatValues(tensor: Tensor<AttentionElementType>): Float64Array | Float32Array {
  if (tensor.type !== 'float16') return tensor.data as Float64Array | Float32Array;
  return Float32Array.from(tensor.data, float16ToNumber);
}

/** A new array of the type's elements, each the nearest to the given number. */
export function floatElements<Type extends AttentionElementType>(
  type: Type,
  values: Float64Array,
): ElementArrays[Type] {
  return convert(type, values) as ElementArrays[Type];
}

function convert(type: AttentionElementType, values: Float64Array): Float64Array | Float32Array | Uint16Array {
  if (type === 'float64') return values.slice();
  return type === 'float32' ? Float32Array.from(values) : Uint16Array.from(values, numberToFloat16);
}
