import type { Contestant } from './contestant.js';

/** How long contestants are timed. */
export interface Patience {
  /** Seconds for all contestants of a shape together: each has an equal share. */
  readonly seconds: number;
  readonly mostRounds: number;
}

/**
 * Milliseconds of every call, by contestant. They take turns, so that all meet the same machine, in another order each
 * round: who comes after a contestant with the same keys finds them in the cache. Who has used up its share drops out, so
 * that the fast ones can go on taking turns. The first call of each is not counted, unless it takes more than the share:
 * then it is all that is measured.
 */
export async function timeInTurns(
  contestants: readonly Contestant[],
  { seconds, mostRounds }: Patience,
): Promise<ReadonlyMap<Contestant, number[]>> {
  const share = (seconds * 1000) / contestants.length;
  const times = new Map<Contestant, number[]>();
  const left = new Map<Contestant, number>();
  for (const contestant of contestants) {
    const first = await timeOf(contestant);
    times.set(contestant, first > share ? [first] : []);
    left.set(contestant, first > share ? 0 : share);
  }
  for (let round = 0; round < mostRounds; round += 1) {
    const playing = [...times].filter(([contestant]) => (left.get(contestant) ?? 0) > 0);
    for (const [contestant, list] of shuffled(playing)) {
      const time = await timeOf(contestant);
      list.push(time);
      left.set(contestant, (left.get(contestant) ?? 0) - time);
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
