import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { openStore } from '../src/index.js';
import { longNote, note } from './notes.js';
import { temporaryStore } from './temporary-store.js';
import { wordEncoder } from './word-encoder.js';

const free = vi.hoisted(() => ({ bytes: undefined as number | undefined }));
vi.mock('node:fs/promises', async (original) => {
  const actual = await original<typeof import('node:fs/promises')>();
  const statfs = async (folder: string) => {
    const found = await actual.statfs(folder);
    return free.bytes === undefined ? found : { ...found, bsize: 1, bavail: free.bytes };
  };
  return { ...actual, statfs };
});

it('a process that is killed while it indexes leaves whole documents, and its store to the next', async () => {
  await using temporary = await temporaryStore();
  const program = fileURLToPath(new URL('index-until-killed.mjs', import.meta.url));
  const child = spawn(process.execPath, [program, temporary.folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  let told = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (status) => reject(new Error(`ended with ${status} after ${told}`)));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      told += text;
      if (told.includes('document 3\n')) resolve();
    });
  });
  const inUse = openStore(temporary.folder, { encoder: wordEncoder() });
  await expect(inUse).rejects.toMatchObject({
    code: 'store-in-use',
    message: expect.stringContaining(`process ${child.pid} has it open`),
  });
  child.kill('SIGKILL');
  await exit;

  await using store = await openStore(temporary.folder, { encoder: wordEncoder() });
  const documents = await store.documents();
  expect(documents.length).toBeGreaterThanOrEqual(4);
  expect(new Set(documents.map(({ passages }) => passages))).toEqual(new Set([25]));
  const found = await store.search('page', { topK: 1000 });
  expect(found).toHaveLength(Math.min(1000, documents.length * 25));
  expect(new Set(found.map(({ document, page }) => `${document} ${page}`)).size).toBe(found.length);
  const names = documents.map(({ document }) => ({ document, hash: 'whole', passages: [] }));
  expect(await store.index(names)).toMatchObject({ unchanged: documents.length, passages: 0 });

  free.bytes = 60 * 2 ** 20;
  const full = await store.index([note(documents[0]?.document ?? '', 'another form')]).catch((error) => error);
  expect(full).toMatchObject({ code: 'disk-full', message: expect.stringContaining('free space') });
  expect(await store.documents()).toEqual(documents);
  expect((await store.search('page', { topK: 5 })).length).toBe(5);
  const parent = join(temporary.folder, '..', 'new');
  await expect(openStore(parent, { encoder: wordEncoder() })).rejects.toMatchObject({ code: 'disk-full' });
  free.bytes = undefined;
  expect(await store.index([longNote('after', 2)])).toMatchObject({ added: 1 });
});

it('a lock that says nothing of a process here is not taken away', async () => {
  await using temporary = await temporaryStore();
  const lock = join(temporary.folder, 'lock');
  const refused = async (content: string) => {
    await writeFile(lock, content);
    const error = await openStore(temporary.folder, { encoder: wordEncoder() }).catch((cause) => cause);
    expect(error).toMatchObject({ code: 'store-in-use' });
    return error.message;
  };
  expect(await refused('?')).toContain('delete that file');
  expect(await refused(JSON.stringify({ pid: 1, host: 'elsewhere', token: 'a' }))).toContain('the machine elsewhere');
  await writeFile(lock, JSON.stringify({ pid: process.pid, started: 'before', host: hostname(), token: 'a' }));
  await using store = await openStore(temporary.folder, { encoder: wordEncoder() });
  expect(await store.documents()).toEqual([]);
  expect(await readdir(temporary.folder)).toEqual(['crossattn-store.json', 'database', 'lock']);
});
