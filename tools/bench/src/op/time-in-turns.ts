import type { Contestant } from './contestant.js';

/** How long contestants are timed. */
export interface Patience {
  /** Seconds for all contestants of a shape together. */
  readonly seconds: number;
  readonly fewestRounds: number;
  readonly mostRounds: number;
}

/**
 * Milliseconds of every call, by contestant. They take turns, so that all meet the same machine, in another order each
 * round: who comes after a contestant with the same keys finds them in the cache. The first call of each is not counted.
 */
export async function timeInTurns(
  contestants: readonly Contestant[],
  { seconds, fewestRounds, mostRounds }: Patience,
): Promise<ReadonlyMap<Contestant, number[]>> {
  const times = new Map<Contestant, number[]>(contestants.map((contestant) => [contestant, []]));
  for (const contestant of contestants) await contestant.run();
  const end = performance.now() + seconds * 1000;
  for (let round = 0; round < mostRounds && (round < fewestRounds || performance.now() < end); round += 1) {
    for (const [contestant, list] of shuffled([...times])) {
      const start = performance.now();
      await contestant.run();
      list.push(performance.now() - start);
    }
  }
  return times;
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  const keyed = items.map((item) => ({ item, key: Math.random() }));
  return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item);
}
