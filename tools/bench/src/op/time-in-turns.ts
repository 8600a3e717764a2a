import type { Contestant } from './contestant.js';

/** How long contestants are timed. */
export interface Patience {
  /** Seconds for all contestants of a shape together. */
  readonly seconds: number;
  readonly fewestRounds: number;
  readonly mostRounds: number;
}

/** Who takes a fifth of the time for one call would leave the others none, and takes part in the first rounds only. */
const slowRounds = 2;

/**
 * Milliseconds of every call, by contestant. They take turns, so that all meet the same machine, in another order each
 * round: who comes after a contestant with the same keys finds them in the cache. The first call of each is not counted.
 */
export async function timeInTurns(
  contestants: readonly Contestant[],
  { seconds, fewestRounds, mostRounds }: Patience,
): Promise<ReadonlyMap<Contestant, number[]>> {
  const times = new Map<Contestant, number[]>(contestants.map((contestant) => [contestant, []]));
  const first = new Map<Contestant, number>();
  for (const contestant of contestants) first.set(contestant, await timeOf(contestant));
  const fastest = Math.min(...first.values());
  const isSlow = (contestant: Contestant) => {
    const time = first.get(contestant) ?? 0;
    return time > seconds * 200 && time > fastest * 5;
  };
  const end = performance.now() + seconds * 1000;
  for (let round = 0; round < mostRounds && (round < fewestRounds || performance.now() < end); round += 1) {
    for (const [contestant, list] of shuffled([...times])) {
      if (round < slowRounds || !isSlow(contestant)) list.push(await timeOf(contestant));
    }
  }
  return times;
}

async function timeOf(contestant: Contestant): Promise<number> {
  if (contestant.time !== undefined) return contestant.time();
  const start = performance.now();
  await contestant.run();
  return performance.now() - start;
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  const keyed = items.map((item) => ({ item, key: Math.random() }));
  return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item);
}
