import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from '../database/database.js';
import { ServerDatabase } from '../database/server-database.js';
import { isServer } from '../database/server-name.js';
import { openFolder } from '../folder/store-folder.js';
import type { PassageEncoder } from '../passage-encoder.js';
import { checkEncoder, checkStoreOptions } from './check-store-options.js';
import type { PassageStore } from './passage-store.js';
import { PostgresStore } from './postgres-store.js';
import { prepareStore } from './prepare-store.js';
import type { StoreOptions } from './store-options.js';

/**
 * Opens a store of passages, and makes it where there is none.
 *
 * @param place - a folder, as a path, which counts from the working directory, or as a `file:` URL: Postgres runs in this
 * process, and one process at a time has the folder. Or the address of a server, `postgres://user:password@host/database`
 * @throws {@link RetrievalError} `not-a-store`, `store-in-use`, `store-damaged`, `encoder-mismatch`, `schema-mismatch`,
 * `language-mismatch`, `extension-missing`, `database-refused`, `database-unavailable`, `disk-full`, `invalid-option`
 */
export async function openStore(place: string | URL, options: StoreOptions): Promise<PassageStore> {
  checkStoreOptions(place, options);
  const { encoder: given, language } = options;
  const loading = isPromise(given) ? given.then(checkEncoder) : Promise.resolve(checkEncoder(given));
  const { database, close, encoder } = await openWith(place instanceof URL ? place.href : place, loading);
  try {
    const stored = encoder && { ...encoder.identity, width: encoder.width };
    const header = await prepareStore(database, { encoder: stored, language });
    return new PostgresStore(database, header, encoder, close);
  } catch (cause) {
    await close().catch(() => {});
    throw cause;
  }
}

function isPromise(given: StoreOptions['encoder']): given is PromiseLike<PassageEncoder> {
  return typeof (given as Partial<PromiseLike<unknown>> | null | undefined)?.then === 'function';
}

interface OpenDatabase {
  readonly database: Database;
  readonly close: () => Promise<void>;
}

/** Starts the database while the encoder is being loaded. What fails, fails once both are done. */
async function openWith(
  place: string,
  loading: PromiseLike<PassageEncoder | null>,
): Promise<OpenDatabase & { readonly encoder: PassageEncoder | null }> {
  const [encoder, opened] = await Promise.allSettled([loading, openDatabase(place)]);
  if (opened.status === 'fulfilled' && encoder.status === 'fulfilled') {
    return { ...opened.value, encoder: encoder.value };
  }
  if (opened.status === 'fulfilled') await opened.value.close().catch(() => {});
  throw encoder.status === 'rejected' ? encoder.reason : (opened as PromiseRejectedResult).reason;
}

async function openDatabase(place: string): Promise<OpenDatabase> {
  if (isServer(place)) {
    const database = await ServerDatabase.open(place);
    return { database, close: () => database.close() };
  }
  const { database, lock } = await openFolder(place.startsWith('file:') ? fileURLToPath(place) : resolve(place));
  const close = async () => {
    try {
      await database.close();
    } finally {
      await lock.release();
    }
  };
  return { database, close };
}
