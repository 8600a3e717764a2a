import type { Tensor } from '@crossattn/core';

/** Both masks must allow; the shape is the one that both broadcast to. */
export function combineMasks(one: Tensor<'bool'> | undefined, other: Tensor<'bool'> | undefined) {
  if (!one || !other) return one ?? other;
  const rank = Math.max(one.shape.length, other.shape.length);
  const [first, second] = [broadcastShape(one, rank), broadcastShape(other, rank)];
  const shape = first.map((size, axis) => (size === 1 ? (second[axis] as number) : size));
  const data = new Uint8Array(shape.reduce((product, size) => product * size, 1));
  for (let index = 0; index < data.length; index += 1)
    data[index] =
      (one.data[sourceIndex(index, shape, first)] as number) &&
      (other.data[sourceIndex(index, shape, second)] as number);
  return { type: 'bool', shape, data } as const;
}

function broadcastShape({ shape }: Tensor, rank: number): number[] {
  return [...Array<number>(rank - shape.length).fill(1), ...shape];
}

/** Where the element of a repeated tensor lies in the tensor itself. */
export function sourceIndex(index: number, shape: readonly number[], own: readonly number[]): number {
  let rest = index;
  let step = 1;
  let source = 0;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    const size = shape[axis] as number;
    if (own[axis] !== 1) source += (rest % size) * step;
    step *= own[axis] as number;
    rest = Math.floor(rest / size);
  }
  return source;
}
