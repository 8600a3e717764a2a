import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandError } from '../command-error.js';
import { findPhotos } from './find-photos.js';

const stdin = (bytes: string, isTTY = false) =>
  Object.assign(Readable.from([Buffer.from(bytes)]), { isTTY }) as unknown as NodeJS.ReadStream;

let folder: string;
const before = process.cwd();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'caption-'));
  for (const inner of ['trip/day two', 'trip/.hidden', 'empty', 'texts', 'only-folders/inside']) {
    mkdirSync(join(folder, inner), { recursive: true });
  }
  const files = [
    'trip/b.JPG',
    'trip/a b.png',
    'trip/日本.webp',
    'trip/notes.txt',
    'trip/.c.jpg',
    'trip/day two/d.jpeg',
    'trip/.hidden/e.jpg',
    'texts/readme.md',
    'only-folders/inside/f.gif',
    'photo[1].jpg',
    '-dash.jpg',
  ];
  for (const file of files) writeFileSync(join(folder, file), 'x');
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

const find = async (...names: string[]) =>
  (await findPhotos(names, stdin(''))).map((source) => ('error' in source ? source.error.message : source.image));

describe('findPhotos', () => {
  it('takes a file as it is named, also where its name looks like a pattern or an option', async () => {
    expect(await find('photo[1].jpg', '-dash.jpg', 'trip/notes.txt')).toEqual([
      'photo[1].jpg',
      '-dash.jpg',
      'trip/notes.txt',
    ]);
  });

  it('leaves a missing file to whoever reads it', async () => {
    expect(await find('no such.jpg')).toEqual(['no such.jpg']);
  });

  it('lists the photos directly inside a folder, sorted, without hidden ones', async () => {
    const photos = ['trip/a b.png', 'trip/b.JPG', 'trip/日本.webp'];
    expect(await find('trip')).toEqual(photos);
    expect(await find('trip/')).toEqual(photos);
    expect(await find(join(folder, 'trip'))).toEqual(photos.map((photo) => join(folder, photo)));
  });

  it('names a folder without photos, and how to look deeper', async () => {
    const [texts] = await findPhotos(['texts'], stdin(''));
    expect(texts).toMatchObject({ name: 'texts', error: { code: 'no-photos' } });
    expect(await find('empty')).toEqual(['the folder empty holds no photo.']);
    expect(await find('only-folders')).toEqual([
      "the folder only-folders holds no photo. Folders inside it are not searched; for those write 'only-folders/**'.",
    ]);
  });

  it('expands patterns to photos, sorted by path', async () => {
    expect(await find('trip/**')).toEqual(['trip/a b.png', 'trip/b.JPG', 'trip/day two/d.jpeg', 'trip/日本.webp']);
    expect(await find('trip/*.{JPG,webp}')).toEqual(['trip/b.JPG', 'trip/日本.webp']);
    expect(await find(join(folder, 'only-folders/*/*.gif'))).toEqual([join(folder, 'only-folders/inside/f.gif')]);
    expect(await find('../*/trip/b.*')).toHaveLength(1);
  });

  it('names a pattern that no photo matches', async () => {
    const [nothing] = await findPhotos(['trip/*.bmp'], stdin(''));
    expect(nothing).toMatchObject({ name: 'trip/*.bmp', error: { code: 'no-photos' } });
    expect(await find('texts/*')).toEqual(['no photo matches the pattern texts/* (1 other files do).']);
  });

  it('takes no address for a pattern', async () => {
    expect(await find('https://example.org/photo.jpg?size=*')).toEqual(['https://example.org/photo.jpg?size=*']);
  });

  it('keeps the order of the names', async () => {
    const sources = await findPhotos(['trip/b.JPG', 'empty', '-', 'trip/a b.png'], stdin('bytes'));
    expect(sources.map(({ name }) => name)).toEqual(['trip/b.JPG', 'empty', '-', 'trip/a b.png']);
    expect(sources[2]).toMatchObject({ image: Buffer.from('bytes') });
  });

  it('refuses standard input twice, and from a terminal', async () => {
    await expect(findPhotos(['-', '-'], stdin(''))).rejects.toThrow(CommandError);
    await expect(findPhotos(['-'], stdin('', true))).rejects.toThrow('nothing is piped in');
  });
});
