/** One of many inputs, read, or the error of reading it. */
export type ReadInput<Value> =
  | { readonly index: number; readonly value: Value }
  | { readonly index: number; readonly error: unknown };

/**
 * Reads inputs in batches and yields them in their order, each with its value or its error. While one batch is in use
 * the next is being read.
 */
export async function* readEach<Input, Value>(
  inputs: Iterable<Input> | AsyncIterable<Input>,
  batch: number,
  read: (input: Input) => Promise<Value>,
): AsyncGenerator<ReadInput<Value>[]> {
  const iterator = iteratorOf(inputs);
  let index = 0;
  const readBatch = async (): Promise<ReadInput<Value>[]> => {
    const reading: Promise<ReadInput<Value>>[] = [];
    while (reading.length < batch) {
      const next = await iterator.next();
      if (next.done) break;
      reading.push(readOne(next.value, index++, read));
    }
    return Promise.all(reading);
  };
  let next = readBatch();
  try {
    for (let current = await next; current.length > 0; current = await next) {
      next = readBatch();
      next.catch(() => {});
      yield current;
    }
  } finally {
    await next.catch(() => {});
    await iterator.return?.();
  }
}

async function readOne<Input, Value>(
  input: Input,
  index: number,
  read: (input: Input) => Promise<Value>,
): Promise<ReadInput<Value>> {
  try {
    return { index, value: await read(input) };
  } catch (error) {
    return { index, error };
  }
}

function iteratorOf<Input>(inputs: Iterable<Input> | AsyncIterable<Input>): AsyncIterator<Input> | Iterator<Input> {
  return Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]();
}
