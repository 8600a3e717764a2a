import { watchAbort } from './abort-watch.js';

/** One of many inputs, read, or the error of reading it. */
export type ReadInput<Value> =
  | { readonly index: number; readonly value: Value }
  | { readonly index: number; readonly error: unknown };

/**
 * Reads inputs in batches and yields them in their order, each with its value or its error. While one batch is in use
 * the next is being read. Who leaves while the inputs themselves let wait does not wait for them: they are told to
 * return as soon as they can.
 *
 * @param signal - an abort throws its reason at once, also while the inputs let wait
 */
export async function* readEach<Input, Value>(
  inputs: Iterable<Input> | AsyncIterable<Input>,
  batch: number,
  read: (input: Input) => Promise<Value>,
  signal?: AbortSignal,
): AsyncGenerator<ReadInput<Value>[]> {
  const iterator = iteratorOf(inputs);
  let index = 0;
  let waiting = false;
  let left = false;
  const readBatch = async (): Promise<ReadInput<Value>[]> => {
    const reading: Promise<ReadInput<Value>>[] = [];
    while (reading.length < batch && !left) {
      waiting = true;
      const next = await Promise.resolve(iterator.next()).finally(() => {
        waiting = false;
      });
      if (next.done || left) break;
      reading.push(readOne(next.value, index++, read));
    }
    return Promise.all(reading);
  };
  const abort = watchAbort(signal);
  let next = readBatch();
  try {
    for (let current = await abort.race(next); current.length > 0; current = await abort.race(next)) {
      next = readBatch();
      next.catch(() => {});
      yield current;
    }
  } finally {
    left = true;
    abort.end();
    const closed = close(iterator);
    closed.catch(() => {});
    next.catch(() => {});
    if (!waiting && !signal?.aborted) {
      await next.catch(() => {});
      await closed;
    }
  }
}

async function close(iterator: AsyncIterator<unknown> | Iterator<unknown>): Promise<void> {
  await iterator.return?.();
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
