import { createReader, type Reader } from '@crossattn/reading';
import { openStore, type PassageStore } from '@crossattn/retrieval';

/** What answers and what finds; whoever opens them disposes of both, of the store first. */
export interface ReaderAndStore {
  readonly reader: Reader;
  readonly store: PassageStore;
}

/**
 * Loads a model while the store is opened. Where one of them fails, neither stays open.
 *
 * @throws ReadingError, TextError, RetrievalError as their packages say
 */
export async function openReaderAndStore(
  place: string,
  options: Parameters<typeof createReader>[0],
): Promise<ReaderAndStore> {
  const loading = createReader(options);
  try {
    const store = await openStore(place, { encoder: loading.then(({ encoder }) => encoder) });
    return { reader: await loading, store };
  } catch (cause) {
    await loading.then(
      (reader) => reader.dispose(),
      () => {},
    );
    throw cause;
  }
}
