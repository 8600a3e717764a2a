import type { ElementType } from '@crossattn/core';

/** Element types by their names in a safetensors header. */
export const elementTypeByName: ReadonlyMap<string, ElementType> = new Map([
  ['F64', 'float64'],
  ['F32', 'float32'],
  ['F16', 'float16'],
  ['BF16', 'bfloat16'],
  ['I64', 'int64'],
  ['I32', 'int32'],
  ['I8', 'int8'],
  ['U8', 'uint8'],
  ['BOOL', 'bool'],
]);

/** Names in a safetensors header by element type. */
export const nameByElementType: ReadonlyMap<ElementType, string> = new Map(
  [...elementTypeByName].map(([name, type]) => [type, name]),
);

/** Bytes that one element takes. */
export const bytesPerElement: Readonly<Record<ElementType, number>> = {
  float64: 8,
  float32: 4,
  float16: 2,
  bfloat16: 2,
  int64: 8,
  int32: 4,
  int8: 1,
  uint8: 1,
  bool: 1,
};
