/** How often each value came. */
export function tally<Value>(values: Iterable<Value>): Map<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/**
 * The value that most captions give, if at least `atLeast` do and every other value may mean the same.
 *
 * @param votes - what each caption says; a caption that says nothing is left out.
 */
export function agreement<Value>(
  votes: readonly Value[],
  atLeast: number,
  compatible: (one: Value, other: Value) => boolean,
): Value | undefined {
  const [best] = [...tally(votes)].sort(([, one], [, other]) => other - one);
  if (best === undefined || best[1] < atLeast) return undefined;
  return votes.every((vote) => compatible(best[0], vote)) ? best[0] : undefined;
}
