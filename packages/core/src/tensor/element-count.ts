/** The number of elements that a shape holds; 1 for the empty shape. */
export function elementCount(shape: readonly number[]): number {
  let count = 1;
  for (let axis = 0; axis < shape.length; axis += 1) count *= shape[axis] as number;
  return count;
}
