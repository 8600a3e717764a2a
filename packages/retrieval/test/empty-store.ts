import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openStore } from '../src/index.js';
import { wordEncoder } from './word-encoder.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder with an empty store of `wordEncoder()`. */
    readonly emptyStore: string;
  }
}

/** Makes an empty store for all tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'crossattn-retrieval-'));
  const store = join(folder, 'made', 'here');
  await (await openStore(store, { encoder: wordEncoder() })).dispose();
  project.provide('emptyStore', store);
  return () => rm(folder, { recursive: true, force: true });
}
