import { breathe } from './breathe.js';

/**
 * Does work on every item, on some of them at once. Items are drawn one by one, as there is room for them. Where drawing
 * or working fails, no more are drawn, and what was begun is waited for.
 *
 * @param limit - most items that are worked on at once; one = by turns with whatever else waits, see {@link breathe}, since
 * that is how work in the calling thread is done
 * @param signal - an `AbortSignal`, after which no more items are drawn
 * @throws what failed first; the signal's reason
 */
export async function forEachConcurrently<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<void>,
  signal?: { throwIfAborted(): void },
): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: { readonly reason: unknown }[] = [];
  const begin = (item: Item) => {
    const run = work(item)
      .catch((reason: unknown) => {
        failures.push({ reason });
      })
      .finally(() => running.delete(run));
    running.add(run);
  };
  try {
    let first = true;
    for await (const item of items) {
      if (failures.length > 0) break;
      if (limit === 1 && !first) await breathe(signal);
      first = false;
      signal?.throwIfAborted();
      begin(item);
      while (running.size >= limit) await Promise.race(running);
      if (failures.length > 0) break;
    }
    signal?.throwIfAborted();
  } catch (reason) {
    failures.push({ reason });
  }
  await Promise.all(running);
  const [first] = failures;
  if (first !== undefined) throw first.reason;
}
