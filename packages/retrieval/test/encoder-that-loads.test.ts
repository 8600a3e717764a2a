import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../src/index.js';
import { note } from './notes.js';
import { temporaryStore } from './temporary-store.js';
import { wordEncoder } from './word-encoder.js';

it('a store opens while its encoder is loaded', async () => {
  await using temporary = await temporaryStore();
  const loading = new Promise<void>((resolve) => setTimeout(resolve, 20)).then(() => wordEncoder());
  await using store = await openStore(temporary.folder, { encoder: loading });
  expect(store.encoder).toEqual({ name: 'words', revision: '1', width: 32 });
  await store.index([note('cats.txt', 'Cats sleep.')]);
  expect((await store.search('cats'))[0]?.ranks).toEqual({ text: 1, vector: 1 });
});

it('a store whose encoder cannot be loaded, or is none, is closed again', async () => {
  await using temporary = await temporaryStore();
  const missing = new Error('no such model');
  await expect(openStore(temporary.folder, { encoder: Promise.reject(missing) })).rejects.toBe(missing);
  const none = Promise.resolve({ ...wordEncoder(), width: 0 });
  await expect(openStore(temporary.folder, { encoder: none })).rejects.toMatchObject({ code: 'invalid-option' });
  await using store = await openStore(temporary.folder, { encoder: wordEncoder() });
  expect(await store.documents()).toEqual([]);
});

it('what keeps a store from opening is told once the encoder is loaded', async () => {
  await using temporary = await temporaryStore();
  const file = join(temporary.folder, 'file');
  await writeFile(file, '');
  let loaded = false;
  const loading = new Promise<void>((resolve) => setTimeout(resolve, 20)).then(() => {
    loaded = true;
    return wordEncoder();
  });
  await expect(openStore(file, { encoder: loading })).rejects.toMatchObject({ code: 'not-a-store' });
  expect(loaded).toBe(true);
});
