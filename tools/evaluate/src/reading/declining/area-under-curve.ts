/**
 * How often a value of `higher` lies above one of `lower`, ties counting half: the area under the receiver operating
 * characteristic (Mann and Whitney's U, divided by the number of pairs).
 */
export function areaUnderCurve(higher: readonly number[], lower: readonly number[]): number {
  const sorted = [...lower].sort((one, other) => one - other);
  const above = higher.reduce((sum, value) => {
    const below = countBelow(sorted, value, false);
    return sum + (below + countBelow(sorted, value, true)) / 2;
  }, 0);
  return above / (higher.length * lower.length);
}

function countBelow(sorted: readonly number[], value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = sorted[middle] as number;
    if (other < value || (orEqual && other === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
