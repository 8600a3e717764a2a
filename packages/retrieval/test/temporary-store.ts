import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A copy of the empty store, for one test. */
export interface TemporaryStore extends AsyncDisposable {
  readonly folder: string;
}

/** Copies the empty store. */
export async function temporaryStore(): Promise<TemporaryStore> {
  const parent = await mkdtemp(join(tmpdir(), 'crossattn-retrieval-'));
  const folder = join(parent, 'store');
  await cp(inject('emptyStore'), folder, { recursive: true });
  return { folder, [Symbol.asyncDispose]: () => rm(parent, { recursive: true, force: true }) };
}
