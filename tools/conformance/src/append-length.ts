import type { ElementType, Tensor } from '@crossattn/core';

/** Joins `[batch, heads, length, size]` along the length: the present keys after the past ones. */
export function appendLength<Type extends ElementType>(
  past: Tensor<Type> | undefined,
  now: Tensor<Type>,
): Tensor<Type> {
  if (!past) return now;
  const [batch, heads, length, size] = now.shape as [number, number, number, number];
  const pastLength = past.shape[2] as number;
  const total = pastLength + length;
  const ArrayOfType = now.data.constructor as new (count: number) => Tensor<Type>['data'];
  const data = new ArrayOfType(batch * heads * total * size);
  for (let head = 0; head < batch * heads; head += 1) {
    const pastStart = head * pastLength * size;
    const start = head * length * size;
    data.set(past.data.subarray(pastStart, pastStart + pastLength * size) as never, head * total * size);
    data.set(now.data.subarray(start, start + length * size) as never, (head * total + pastLength) * size);
  }
  return { type: now.type, shape: [batch, heads, total, size], data };
}
