import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseFailure } from '../database/database-failure.js';
import { EmbeddedDatabase } from '../database/embedded-database.js';
import { unpackDatabase } from '../database/unpack-database.js';
import { RetrievalError } from '../retrieval-error.js';
import { FolderLock } from './folder-lock.js';
import { checkRoom } from './free-space.js';

const marker = 'crossattn-store.json';

/** The embedded database of a folder, and what keeps other processes out of it. */
export interface OpenFolder {
  readonly database: EmbeddedDatabase;
  readonly lock: FolderLock;
}

/**
 * Opens the database in a folder, or makes it where there is no folder, or an empty one, or one that was being made when
 * the process ended.
 *
 * @throws RetrievalError `not-a-store`, `store-in-use`, `store-damaged`, `disk-full`
 */
export async function openFolder(folder: string): Promise<OpenFolder> {
  const made = await makeFolder(folder);
  if (!made) await checkFolder(folder);
  const lock = await FolderLock.take(folder).catch((cause: unknown) => {
    throw databaseFailure(cause, folder);
  });
  try {
    return { database: await startDatabase(folder), lock };
  } catch (cause) {
    await lock.release();
    throw cause;
  }
}

/** @returns whether there was none */
async function makeFolder(folder: string): Promise<boolean> {
  try {
    return (await mkdir(folder, { recursive: true })) !== undefined;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOTDIR') {
      throw new RetrievalError('not-a-store', `${folder}: expected a folder, came a file`, { cause });
    }
    throw databaseFailure(cause, folder);
  }
}

async function checkFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw databaseFailure(cause, folder);
  });
  const others = names.filter((name) => !/^lock(-|$)/.test(name));
  if (others.length === 0 || others.includes(marker)) return;
  throw new RetrievalError(
    'not-a-store',
    `${folder}: expected a store, or an empty folder to make one in, came a folder with ${others[0]} in it`,
  );
}

async function startDatabase(folder: string): Promise<EmbeddedDatabase> {
  const data = join(folder, 'database');
  const ready = (await readMarker(folder)) === 'ready';
  try {
    if (!ready) {
      await checkRoom(folder);
      await writeMarker(folder, 'being-made');
      await rm(data, { recursive: true, force: true });
      await unpackDatabase(data);
    }
    const database = await EmbeddedDatabase.open(data, folder);
    if (!ready) await writeMarker(folder, 'ready');
    return database;
  } catch (cause) {
    const failure = databaseFailure(cause, folder);
    if (failure.code !== 'database-failed' || !ready) throw failure;
    await checkRoom(folder);
    throw new RetrievalError('store-damaged', `${folder}: the database does not start: ${(cause as Error).message}`, {
      cause,
    });
  }
}

async function readMarker(folder: string): Promise<unknown> {
  try {
    return (JSON.parse(await readFile(join(folder, marker), 'utf8')) as { readonly state?: unknown }).state;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new RetrievalError('not-a-store', `${join(folder, marker)}: cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
}

async function writeMarker(folder: string, state: 'being-made' | 'ready'): Promise<void> {
  const file = join(folder, marker);
  await writeFile(`${file}.new`, `${JSON.stringify({ format: 'crossattn-store', state })}\n`);
  await rename(`${file}.new`, file);
}
