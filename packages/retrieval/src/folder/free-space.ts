import { statfs } from 'node:fs/promises';
import { databaseFailure } from '../database/database-failure.js';
import { RetrievalError } from '../retrieval-error.js';

/** The log of the database grows by 16 MB at a time, and one that cannot grow takes the process with it. */
const reserve = 64 * 2 ** 20;

/**
 * Looks whether the database of a folder has room to work, and for something more.
 *
 * @throws RetrievalError `disk-full`; `database-unavailable` where the folder is not there any more
 */
export async function checkRoom(folder: string, bytes = 0): Promise<void> {
  const { bavail, bsize } = await statfs(folder).catch((cause: unknown) => {
    throw databaseFailure(cause, folder);
  });
  const [free, needed] = [bavail * bsize, reserve + bytes].map((size) => Math.ceil(size / 2 ** 20)) as [number, number];
  if (free >= needed) return;
  throw new RetrievalError('disk-full', `${folder}: expected ${needed} MB of free space, came ${free} MB`);
}
