/**
 * Does work on every item, on some of them at once. Items are drawn one by one, as there is room for them. Where drawing
 * or working fails, no more are drawn, and what was begun is waited for.
 *
 * @param limit - most items that are worked on at once
 * @throws what failed first
 */
export async function forEachConcurrently<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<void>,
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
    for await (const item of items) {
      if (failures.length > 0) break;
      begin(item);
      while (running.size >= limit) await Promise.race(running);
      if (failures.length > 0) break;
    }
  } catch (reason) {
    failures.push({ reason });
  }
  await Promise.all(running);
  const [first] = failures;
  if (first !== undefined) throw first.reason;
}
