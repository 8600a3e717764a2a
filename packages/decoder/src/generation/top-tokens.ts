/** The token of greatest value, the lowest id among equals; -1 where all are -Infinity or NaN. */
export function bestToken(values: Float32Array): number {
  let best = -1;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (let id = 0; id < values.length; id++) {
    const value = values[id] as number;
    if (value > bestValue) {
      best = id;
      bestValue = value;
    }
  }
  return best;
}

/**
 * The `count` tokens of greatest value, best first, lower ids first among equals, those at -Infinity or NaN left out.
 * One pass that keeps a short sorted list, since few are wanted of many.
 */
export function topTokens(values: Float32Array, count: number): number[] {
  if (count > 256) return sortedTokens(values).slice(0, count);
  const ids: number[] = [];
  let threshold = Number.NEGATIVE_INFINITY;
  for (let id = 0; id < values.length; id++) {
    const value = values[id] as number;
    if (!(value > threshold)) continue;
    let place = ids.length;
    while (place > 0 && (values[ids[place - 1] as number] as number) < value) place--;
    ids.splice(place, 0, id);
    if (ids.length > count) ids.pop();
    if (ids.length === count) threshold = values[ids[count - 1] as number] as number;
  }
  return ids;
}

/** All tokens above -Infinity, lower ids first. */
export function possibleTokens(values: Float32Array): number[] {
  const ids: number[] = [];
  for (let id = 0; id < values.length; id++) if ((values[id] as number) > Number.NEGATIVE_INFINITY) ids.push(id);
  return ids;
}

function sortedTokens(values: Float32Array): number[] {
  return possibleTokens(values).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
}
