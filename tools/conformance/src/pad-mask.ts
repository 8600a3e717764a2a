import type { AttentionElementType, Tensor } from '@crossattn/core';

/** A mask shorter than the keys hides the rest, as the operator's specification says: `false`, or minus infinity. */
export function padMask<Type extends AttentionElementType | 'bool'>(mask: Tensor<Type>, length: number): Tensor<Type> {
  const own = mask.shape.at(-1) as number;
  if (own >= length) return mask;
  const hidden = { bool: 0, float16: 0xfc00, float32: Number.NEGATIVE_INFINITY, float64: Number.NEGATIVE_INFINITY };
  const rows = mask.data.length / own || 0;
  const ArrayOfType = mask.data.constructor as new (count: number) => Tensor<Type>['data'];
  const data = new ArrayOfType(rows * length).fill(hidden[mask.type] as never) as Tensor<Type>['data'];
  for (let row = 0; row < rows; row += 1)
    data.set(mask.data.subarray(row * own, (row + 1) * own) as never, row * length);
  return { type: mask.type, shape: [...mask.shape.slice(0, -1), length], data };
}
