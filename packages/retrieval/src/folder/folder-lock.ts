import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { RetrievalError } from '../retrieval-error.js';
import { isRunning, type ProcessIdentity, thisProcess } from './process-identity.js';

interface LockOwner extends ProcessIdentity {
  readonly host: string;
  readonly token: string;
}

/** Held by the one process that may have the database of a folder open. What a killed process leaves is taken over. */
export class FolderLock {
  readonly #file: string;
  readonly #token: string;

  private constructor(file: string, token: string) {
    this.#file = file;
    this.#token = token;
  }

  /** @throws RetrievalError `store-in-use` */
  static async take(folder: string): Promise<FolderLock> {
    const file = join(folder, 'lock');
    const token = randomUUID();
    const own = join(folder, `lock-${token}`);
    const owner: LockOwner = { ...(await thisProcess()), host: hostname(), token };
    await writeFile(own, JSON.stringify(owner), { flag: 'wx' });
    try {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        if (await linked(own, file)) return new FolderLock(file, token);
        const holder = await readOwner(file);
        if (holder === undefined) continue;
        if (holder === 'unreadable' || holder.host !== owner.host || (await isRunning(holder))) {
          throw new RetrievalError('store-in-use', `${folder}: ${describeHolder(holder, file)}`);
        }
        await moveAway(file, holder.token, `${own}-stale`);
      }
    } finally {
      await rm(own, { force: true });
    }
    throw new RetrievalError('store-in-use', `${folder}: other processes are opening it at the same time`);
  }

  async release(): Promise<void> {
    const holder = await readOwner(this.#file);
    if (typeof holder === 'object' && holder.token === this.#token) await rm(this.#file, { force: true });
  }
}

/** Puts a whole file in place, unless there is one. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readOwner(file: string): Promise<LockOwner | 'unreadable' | undefined> {
  try {
    const owner = JSON.parse(await readFile(file, 'utf8')) as LockOwner;
    return Number.isSafeInteger(owner.pid) && typeof owner.token === 'string' ? owner : 'unreadable';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'unreadable';
  }
}

/** Another process may have done the same and hold the lock by now: then it gets it back. */
async function moveAway(file: string, token: string, to: string): Promise<void> {
  try {
    await rename(file, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = await readOwner(to);
  if (typeof moved === 'object' && moved.token !== token) await linked(to, file);
  await rm(to, { force: true });
}

function describeHolder(holder: LockOwner | 'unreadable', file: string): string {
  if (holder === 'unreadable') return `in use: ${file} cannot be read. If nothing has the store open, delete that file`;
  const { pid, host } = holder;
  if (host === hostname()) return `process ${pid} has it open`;
  return `process ${pid} of the machine ${host} has it open. If it has ended, delete ${file}`;
}
