import type { ElementType } from './tensor.js';

/** The class name of the array that holds each element type; class names also hold across realms, unlike `instanceof`. */
export const arrayClassNames: Readonly<Record<ElementType, string>> = {
  float64: 'Float64Array',
  float32: 'Float32Array',
  float16: 'Uint16Array',
  bfloat16: 'Uint16Array',
  int64: 'BigInt64Array',
  int32: 'Int32Array',
  int8: 'Int8Array',
  uint8: 'Uint8Array',
  bool: 'Uint8Array',
};

export function isElementType(value: unknown): value is ElementType {
  return typeof value === 'string' && Object.hasOwn(arrayClassNames, value);
}
