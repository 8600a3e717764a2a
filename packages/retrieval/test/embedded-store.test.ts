import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type PassageStore } from '../src/index.js';
import { note } from './notes.js';
import { itIsAStore } from './store-behaviour.js';
import { type TemporaryStore, temporaryStore } from './temporary-store.js';
import { wordEncoder } from './word-encoder.js';

let temporary: TemporaryStore;
beforeAll(async () => {
  temporary = await temporaryStore();
});
afterAll(() => temporary[Symbol.asyncDispose]());

describe('a store in a folder', () => {
  let store: PassageStore;
  itIsAStore(async () => {
    store = await openStore(temporary.folder, { encoder: wordEncoder() });
    return store;
  });

  it('fuses both lists by reciprocal ranks', async () => {
    await store.index([note('fusion.txt', 'Quokkas smile.', 'Quokkas hop over quokkas.', 'Nothing of the kind.')]);
    const found = await store.search('quokkas smile', { filter: { documents: ['fusion.txt'] } });
    expect(found).toHaveLength(3);
    for (const { score, ranks } of found) {
      const { text, vector } = ranks;
      expect(score).toBeCloseTo((text ? 1 / (10 + text) : 0) + (vector ? 1 / (10 + vector) : 0), 12);
    }
    expect(found[0]).toMatchObject({ text: 'Quokkas smile.', ranks: { text: 1, vector: 1 } });
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
  });

  it('finds by words what the encoder cannot read', async () => {
    const told = await store.index([note('script.txt', 'Это кошка', 'This is not.')]);
    expect(told).toMatchObject({ added: 1, passages: 2, withoutVector: 1 });
    const [found] = await store.search('кошка');
    expect(found).toMatchObject({ text: 'Это кошка', ranks: { text: 1 } });
    expect(found?.ranks).not.toHaveProperty('vector');
  });

  it('has one owner at a time, in this process too', async () => {
    const again = openStore(pathToFileURL(temporary.folder), { encoder: wordEncoder() });
    await expect(again).rejects.toMatchObject({
      code: 'store-in-use',
      message: expect.stringContaining(`process ${process.pid} has it open`),
    });
    expect((await store.search('quokkas')).length).toBeGreaterThan(0);
  });

  it('is closed once, and says so', async () => {
    const search = store.search('quokkas');
    await Promise.all([store.dispose(), store.dispose()]);
    expect((await search).length).toBeGreaterThan(0);
    await expect(store.search('quokkas')).rejects.toMatchObject({ code: 'disposed' });
    expect(await readdir(temporary.folder)).toEqual(['crossattn-store.json', 'database']);
  });
});

describe('a folder that is something else', () => {
  const encoder = wordEncoder();

  it('is left alone', async () => {
    const folder = join(temporary.folder, '..', 'photos');
    await mkdir(folder);
    await writeFile(join(folder, 'cat.jpg'), 'cat');
    await expect(openStore(folder, { encoder })).rejects.toMatchObject({
      code: 'not-a-store',
      message: expect.stringContaining('cat.jpg'),
    });
    expect(await readdir(folder)).toEqual(['cat.jpg']);
    await expect(openStore(join(folder, 'cat.jpg'), { encoder })).rejects.toMatchObject({ code: 'not-a-store' });
    await expect(openStore(join(folder, 'cat.jpg', 'store'), { encoder })).rejects.toMatchObject({
      code: 'not-a-store',
    });
    expect(await readFile(join(folder, 'cat.jpg'), 'utf8')).toBe('cat');
    await writeFile(join(folder, 'crossattn-store.json'), '{');
    await expect(openStore(folder, { encoder })).rejects.toMatchObject({ code: 'not-a-store' });
  });

  it('is told apart from a store that is damaged', async () => {
    const folder = join(temporary.folder, '..', 'damaged');
    await cp(temporary.folder, folder, { recursive: true });
    await rm(join(folder, 'database', 'global', 'pg_control'));
    await expect(openStore(folder, { encoder })).rejects.toMatchObject({ code: 'store-damaged' });
    expect(await readdir(folder)).not.toContain('lock');
  });
});

describe('a store that is another', () => {
  it('is refused', async () => {
    await expect(openStore(temporary.folder, { encoder: wordEncoder(64) })).rejects.toMatchObject({
      code: 'encoder-mismatch',
      message: expect.stringContaining('expected the encoder words (1, 32 wide)'),
    });
  });

  it.each([
    [{}, 'encoder'],
    [{ encoder: null, lang: 'english' }, 'lang'],
    [{ encoder: { ...wordEncoder(), width: 0 } }, 'encoder'],
    [{ encoder: null, language: 3 }, 'language'],
    [undefined, 'options'],
    [null, 'options'],
  ])('options are checked: %#', async (options, message) => {
    await expect(openStore(temporary.folder, options as never)).rejects.toMatchObject({
      code: 'invalid-option',
      message: expect.stringContaining(message),
    });
    await expect(openStore('', { encoder: null })).rejects.toMatchObject({ code: 'invalid-option' });
  });

  it.each(['mysql://user:secret@host/database', new URL('https://host/store')])(
    'an address of something else makes no folder: %s',
    async (place) => {
      const refusal = await openStore(place, { encoder: null }).catch((error) => error);
      expect(refusal).toMatchObject({ code: 'invalid-option', message: expect.not.stringContaining('secret') });
      expect(await readdir(process.cwd())).not.toContain(new URL(place).protocol);
    },
  );
});
