import { statfs } from 'node:fs/promises';
import { RetrievalError } from '../retrieval-error.js';

/** The log of the database grows by 16 MB at a time, and one that cannot grow takes the process with it. */
const reserve = 64 * 2 ** 20;

/** Whether a folder has room for the database to work, and for something more. */
export async function hasRoom(folder: string, bytes = 0): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize >= reserve + bytes;
}

/** @throws RetrievalError `disk-full` */
export async function checkRoom(folder: string, bytes = 0): Promise<void> {
  if (await hasRoom(folder, bytes)) return;
  const needed = Math.ceil((reserve + bytes) / 2 ** 20);
  throw new RetrievalError('disk-full', `${folder}: expected ${needed} MB of free space, came less`);
}
