/** Element steps along each dimension of a row-major shape; 0 where a size of 1 is repeated. */
export function broadcastStrides(shape: readonly number[]): number[] {
  const strides = shape.map(() => 0);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    const size = shape[axis] as number;
    if (size !== 1) strides[axis] = step;
    step *= size;
  }
  return strides;
}

/** The shape with ones in front until it has `rank` sizes. */
export function withRank(shape: readonly number[], rank: number): number[] {
  return [...Array<number>(rank - shape.length).fill(1), ...shape];
}

/** Whether every size is the target's or 1; both have the same rank. */
export function broadcastsTo(shape: readonly number[], target: readonly number[]): boolean {
  return shape.every((size, axis) => size === 1 || size === target[axis]);
}
