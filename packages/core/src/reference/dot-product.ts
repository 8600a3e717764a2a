/** `one . other` over `count` elements, summed in float64 in their order. */
export function dotProduct(
  one: ArrayLike<number>,
  oneStart: number,
  other: ArrayLike<number>,
  otherStart: number,
  count: number,
): number {
  let sum = 0;
  for (let element = 0; element < count; element += 1)
    sum += (one[oneStart + element] as number) * (other[otherStart + element] as number);
  return sum;
}
