/**
 * One axis of a shape: a size that is known while composing, or a symbol that each run gives a size to.
 * Equal symbols are equal sizes. Sums and products of symbols are symbols too: `past + length`, `batch * rows`.
 */
export type Dimension = number | string;

/** Whether both have the same rank and the same dimensions. */
export function sameShape(left: readonly Dimension[], right: readonly Dimension[]): boolean {
  return left.length === right.length && left.every((dimension, axis) => dimension === right[axis]);
}

/** A shape for people: `[batch, 3, 224, 224]`. */
export function formatShape(shape: readonly Dimension[]): string {
  return `[${shape.join(', ')}]`;
}
