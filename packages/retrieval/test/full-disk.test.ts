import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openStore } from '../src/index.js';
import { temporaryStore } from './temporary-store.js';
import { wordEncoder } from './word-encoder.js';

/** How far the log of an embedded database is written. */
async function logEnd(store: string): Promise<number> {
  const folder = join(store, 'database', 'pg_wal');
  const [first = ''] = (await readdir(folder)).filter((name) => /^[\dA-F]{24}$/.test(name));
  return (await readFile(join(folder, first))).findLastIndex((byte) => byte !== 0) + 1;
}

it('a log that the system lets grow no more ends the indexing, not the store', async () => {
  await using temporary = await temporaryStore();
  const program = fileURLToPath(new URL('index-until-killed.mjs', import.meta.url));
  // The shell counts blocks of 512 bytes; no byte of a file can be written beyond the limit.
  const blocks = Math.ceil((await logEnd(temporary.folder)) / 512) + 1024;
  const limited = ['-c', 'ulimit -f "$0"; exec "$@"', String(blocks), process.execPath, program, temporary.folder];
  const child = spawn('sh', limited, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [told, errors, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  expect(status).toBe(1);
  expect(errors).toMatch(/RetrievalError: .*log file.*: File too large/);
  expect(errors).toContain("code: 'disk-full'");

  await using store = await openStore(temporary.folder, { encoder: wordEncoder() });
  const documents = await store.documents();
  const done = told.trimEnd().split('\n');
  expect(documents.map(({ document }) => document)).toEqual(expect.arrayContaining(done));
  // The last bytes that still fit may be those that complete the document under way.
  expect(documents.length - done.length).toBeLessThanOrEqual(1);
  expect(new Set(documents.map(({ passages }) => passages))).toEqual(new Set([25]));
  const found = await store.search('page', { topK: 1000 });
  expect(found).toHaveLength(documents.length * 25);
  expect(new Set(found.map(({ document, page }) => `${document} ${page}`)).size).toBe(found.length);
});
