import { arrayClassNames } from './element-arrays.js';
import { plainElements } from './plain-elements.js';
import type { ElementArrays, ElementType } from './tensor.js';

/**
 * The plain elements of a tensor of a type and shape that were checked before, so that no check is left to do; nothing where the value
 * is anything else. An empty array is never taken: it may be a detached one.
 */
export function dataOfForm<Type extends ElementType>(
  value: unknown,
  type: Type,
  shape: readonly number[],
): ElementArrays[Type] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = value as Partial<Record<'type' | 'shape' | 'data', unknown>>;
  const sizes = given.shape;
  if (given.type !== type || !Array.isArray(sizes) || sizes.length !== shape.length) return undefined;
  let count = 1;
  for (let axis = 0; axis < shape.length; axis += 1) {
    if (sizes[axis] !== shape[axis]) return undefined;
    count *= shape[axis] as number;
  }
  const { data } = given;
  return count > 0 && isArrayOf(data, type) && data.length === count ? plainElements(data, type) : undefined;
}

/** By its class name, which holds across realms, unlike `instanceof`. */
export function isArrayOf<Type extends ElementType>(data: unknown, type: Type): data is ElementArrays[Type] {
  return (
    ArrayBuffer.isView(data) &&
    (data as { readonly [Symbol.toStringTag]?: string })[Symbol.toStringTag] === arrayClassNames[type]
  );
}
