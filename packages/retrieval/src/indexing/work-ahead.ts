interface Begun<Result> {
  readonly result: Promise<Result>;
  settled: boolean;
}

/**
 * Does work on items before their turn: what comes of it is given out in the order of the items, and as soon as it is
 * there. Where drawing or working fails, what came before is given out first.
 *
 * @param ahead - most items that are worked on at once
 */
export async function* workAhead<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  ahead: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const begun: Begun<Result>[] = [];
  const drawn = each(items);
  let drawing: Promise<void> | undefined;
  let more = true;

  const begin = (result: Promise<Result>) => {
    const entry = { result, settled: false };
    begun.push(entry);
    const settle = () => {
      entry.settled = true;
    };
    // Told of a failure when it is its turn.
    result.then(settle, settle);
  };
  const draw = async () => {
    try {
      const next = await drawn.next();
      if (next.done) more = false;
      else begin(work(next.value));
    } catch (error) {
      more = false;
      begin(Promise.reject(error));
    }
    drawing = undefined;
  };

  try {
    for (;;) {
      if (more && begun.length < ahead) drawing ??= draw();
      const [first] = begun;
      if (first?.settled) {
        begun.shift();
        yield await first.result;
      } else if (first !== undefined) {
        await Promise.race([first.result.catch(() => undefined), drawing ?? first.result.catch(() => undefined)]);
      } else if (drawing !== undefined) await drawing;
      else return;
    }
  } finally {
    await Promise.allSettled(begun.map(({ result }) => result));
    // Not waited for: the items may be long in coming.
    drawn.return(undefined).catch(() => undefined);
  }
}

async function* each<Item>(items: Iterable<Item> | AsyncIterable<Item>): AsyncGenerator<Item, void> {
  yield* items;
}
