import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePhoto } from '@crossattn/testing';
import { fitImage } from '@crossattn/vision';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { captionOfADog, picture } from '../../test/exhibits.js';
import { gatherEvidence } from '../evidence/gather-evidence.js';
import { EvidenceFolder, embedPhoto, renderPng } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'lens-'));
afterAll(() => rmSync(folder, { recursive: true }));

const page = { title: 'dog', photos: [picture], readings: [{ evidence: gatherEvidence(captionOfADog()) }] };

describe('embedPhoto', () => {
  it('keeps the size of the original beside a smaller picture', async () => {
    const image = await fitImage(samplePhoto('cat.jpg'), 2000);
    const { url, width, height } = await embedPhoto({ ...image, originalWidth: 9000, originalHeight: 6000 });
    expect([width, height]).toEqual([9000, 6000]);
    const jpeg = Buffer.from(url.split(',')[1] ?? '', 'base64');
    const metadata = await sharp(jpeg).metadata();
    expect(metadata.format).toBe('jpeg');
    expect([metadata.width, metadata.height]).toEqual([image.width, image.height]);
  });

  it('takes the size of the pixels where no other is given', async () => {
    const grey = { width: 3, height: 2, channels: 1, data: new Uint8Array(6) } as const;
    expect(await embedPhoto(grey)).toMatchObject({ width: 3, height: 2 });
  });

  it('refuses pixels that are not as many as they should be', async () => {
    const short = { width: 3, height: 2, channels: 3, data: new Uint8Array(6) } as const;
    await expect(embedPhoto(short)).rejects.toThrow(expect.objectContaining({ code: 'invalid-picture' }));
  });
});

describe('what cannot be', () => {
  it('is refused by renderPng', async () => {
    await expect(renderPng('no drawing')).rejects.toMatchObject({ name: 'LensError', code: 'invalid-picture' });
    for (const options of [null, { scal: 2 }]) {
      await expect(renderPng('<svg/>', options as never)).rejects.toMatchObject({ code: 'invalid-option' });
    }
  });

  it('is refused as a name of a photo', async () => {
    const save = new EvidenceFolder(folder).save(undefined as never, page);
    await expect(save).rejects.toMatchObject({ code: 'invalid-option' });
  });
});

describe('a folder', () => {
  it('gives two photos of one name that are saved at once names of their own', async () => {
    const own = new EvidenceFolder(join(folder, 'at-once'));
    const saved = await Promise.all([own.save('a/cat.jpg', page), own.save('b/cat.jpg', page), own.save('cat', page)]);
    expect(new Set(saved.map(({ page: html }) => html)).size).toBe(3);
  });

  it('keeps the pictures of one photo apart from those of another whose name is a number longer', async () => {
    const own = new EvidenceFolder(join(folder, 'numbers'));
    const several = { ...page, readings: [...page.readings, ...page.readings] };
    const saved = [
      await own.save('cat.jpg', several),
      await own.save('cat.2.jpg', several),
      await own.save('dog.2.jpg', page),
      await own.save('dog.jpg', several),
    ];
    const files = saved.flatMap(({ page: html, pictures }) => [html, ...pictures]);
    expect(new Set(files).size).toBe(files.length);
    expect(readdirSync(join(folder, 'numbers'))).toHaveLength(files.length);
  });
});

describe('renderPng', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><rect width="30" height="10"/></svg>';

  it('draws as large as asked for', async () => {
    const { format, width, height } = await sharp(await renderPng(svg, { scale: 2 })).metadata();
    expect([format, width, height]).toEqual(['png', 60, 20]);
  });

  it.each([0, -1, Number.NaN, 9])('refuses the scale %d', async (scale) => {
    await expect(renderPng(svg, { scale })).rejects.toThrow(expect.objectContaining({ code: 'invalid-option' }));
  });
});

describe('EvidenceFolder', () => {
  it('keeps the second picture of a photo apart from the first one of a photo of that name', async () => {
    const evidence = new EvidenceFolder(join(folder, 'numbered'));
    const two = { ...page, readings: [...page.readings, ...page.readings] };
    const saved = [await evidence.save('dog.jpg', two), await evidence.save('dog.2.jpg', page)];
    const files = saved.flatMap(({ page: file, pictures }) => [file, ...pictures]);
    expect(new Set(files).size).toBe(5);
  });

  it('never replaces a file that it is to keep', async () => {
    const own = mkdtempSync(join(folder, 'own-'));
    const photo = join(own, 'dog.png');
    writeFileSync(photo, 'the photo itself');
    const evidence = new EvidenceFolder(own);
    await evidence.keep(photo);
    await evidence.keep(join(own, 'gone.png'));
    const saved = await evidence.save(photo, page);
    expect(readFileSync(photo, 'utf8')).toBe('the photo itself');
    expect(saved).toEqual({ page: join(own, 'dog-2.html'), pictures: [join(own, 'dog-2.png')] });
  });

  it('calls files after the photo, and keeps photos of one name apart', async () => {
    const own = join(folder, 'new', 'inside');
    const evidence = new EvidenceFolder(own);
    const first = await evidence.save('holiday/dog.jpg', page);
    expect(first).toEqual({ page: join(own, 'dog.html'), pictures: [join(own, 'dog.png')] });
    await evidence.save('home/Dog.png', { ...page, readings: [...page.readings, ...page.readings] });
    await evidence.save('-', page);
    expect(readdirSync(own).sort()).toEqual(
      ['dog.html', 'dog.png', 'Dog-2.html', 'Dog-2.png', 'Dog-2.2.png', 'photo.html', 'photo.png'].sort(),
    );
    expect(readFileSync(first.page, 'utf8')).toMatch(/^<!doctype html>/);
    expect((await sharp(first.pictures[0]).metadata()).format).toBe('png');
  });

  it('says what cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(new EvidenceFolder(join(folder, 'file')).save('dog.jpg', page)).rejects.toThrow(
      expect.objectContaining({ code: 'unwritable', message: expect.stringContaining('dog.html') }),
    );
  });
});
