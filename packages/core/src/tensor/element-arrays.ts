import type { ElementArrays, ElementType } from './tensor.js';

/** The class of the array that holds elements of a type; a buffer is viewed, elements are copied. */
type ElementArrayClass<Type extends ElementType> = new (
  source: ArrayBufferLike | ArrayLike<number> | ArrayLike<bigint>,
  byteOffset?: number,
  length?: number,
) => ElementArrays[Type];

const classes: { readonly [Type in ElementType]: unknown } = {
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

/** The class name of the array that holds each element type; class names also hold across realms, unlike `instanceof`. */
export const arrayClassNames: Readonly<Record<ElementType, string>> = Object.fromEntries(
  Object.entries(classes).map(([type, ElementArray]) => [type, (ElementArray as { readonly name: string }).name]),
) as Record<ElementType, string>;

/**
 * An array of the class that holds elements of this type.
 *
 * @param source - A buffer, of which the array is a view, or elements, which are copied (float16 and bfloat16 as their
 * 16 bits, int64 as `bigint`).
 */
export function elementArray<Type extends ElementType>(
  type: Type,
  source: ArrayBuffer | readonly number[] | readonly bigint[],
): ElementArrays[Type] {
  return new (elementArrayClass(type))(source);
}

export function elementArrayClass<Type extends ElementType>(type: Type): ElementArrayClass<Type> {
  return classes[type] as ElementArrayClass<Type>;
}
