import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { samplePhoto } from '@crossattn/testing';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { loadImage } from './load-image.js';
import type { RgbImage } from './rgb-image.js';

/** Left half red, right half blue. */
function twoColours(width = 40, height = 20) {
  const data = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) data[pixel * 3 + (pixel % width < width / 2 ? 0 : 2)] = 255;
  return sharp(data, { raw: { width, height, channels: 3 } });
}

function colourAt(image: RgbImage, x: number, y: number): number[] {
  return [...image.data.subarray((y * image.width + x) * 3, (y * image.width + x) * 3 + 3)];
}

function expectNear(actual: number[], expected: number[], tolerance: number): void {
  for (const [channel, value] of actual.entries()) {
    expect(
      Math.abs(value - (expected[channel] ?? Number.NaN)),
      `${actual} is not near ${expected}`,
    ).toBeLessThanOrEqual(tolerance);
  }
}

const red = [255, 0, 0];
const blue = [0, 0, 255];

describe('formats', () => {
  const encoders = {
    JPEG: () => twoColours().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
    'progressive JPEG': () => twoColours().jpeg({ progressive: true, quality: 95, chromaSubsampling: '4:4:4' }),
    PNG: () => twoColours().png(),
    'palette PNG': () => twoColours().png({ palette: true }),
    'interlaced PNG': () => twoColours().png({ progressive: true }),
    '16-bit PNG': () => twoColours().toColourspace('rgb16').png(),
    WebP: () => twoColours().webp({ lossless: true }),
    AVIF: () => twoColours().avif({ quality: 95, effort: 0, chromaSubsampling: '4:4:4' }),
    TIFF: () => twoColours().tiff({ compression: 'lzw' }),
    GIF: () => twoColours().gif(),
  };
  it.each(Object.entries(encoders))('decodes %s', async (_, encode) => {
    const image = await loadImage(await encode().toBuffer());
    expect(image).toMatchObject({ width: 40, height: 20, channels: 3 });
    expect(image.data).toHaveLength(40 * 20 * 3);
    expectNear(colourAt(image, 5, 10), red, 8);
    expectNear(colourAt(image, 35, 10), blue, 8);
  });

  it('takes the first frame of an animated GIF and an animated WebP', async () => {
    const frames = Buffer.concat([
      await sharp({ create: { width: 12, height: 8, channels: 3, background: 'lime' } })
        .raw()
        .toBuffer(),
      await sharp({ create: { width: 12, height: 8, channels: 3, background: 'black' } })
        .raw()
        .toBuffer(),
    ]);
    const animation = () => sharp(frames, { raw: { width: 12, height: 16, channels: 3, pageHeight: 8 } });
    const gif = await animation()
      .gif({ delay: [50, 50] })
      .toBuffer();
    const webp = await animation()
      .webp({ lossless: true, delay: [50, 50] })
      .toBuffer();
    for (const bytes of [gif, webp]) {
      expect((await sharp(bytes).metadata()).pages).toBe(2);
      const image = await loadImage(bytes);
      expect(image).toMatchObject({ width: 12, height: 8 });
      expect(colourAt(image, 6, 4)).toEqual([0, 255, 0]);
    }
  });

  it('forgives a JPEG stray bytes between its segments and behind its end', async () => {
    const bytes = await twoColours().jpeg().toBuffer();
    const tables = bytes.indexOf(Buffer.from([0xff, 0xc4]));
    const stray = Buffer.concat([bytes.subarray(0, tables), Buffer.from('abc'), bytes.subarray(tables)]);
    const clean = await loadImage(bytes);
    for (const untidy of [stray, Buffer.concat([bytes, Buffer.from('appended')])]) {
      expect(await loadImage(untidy)).toEqual(clean);
    }
  });

  it('decodes a photo of one pixel', async () => {
    const bytes = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#102030' } })
      .png()
      .toBuffer();
    const image = await loadImage(bytes);
    expect(image).toEqual({ width: 1, height: 1, channels: 3, data: Buffer.from([0x10, 0x20, 0x30]) });
  });
});

describe('colours', () => {
  it('spreads grey, of 8 and of 16 bits, over three channels', async () => {
    const grey = () => sharp(Buffer.alloc(64, 100), { raw: { width: 8, height: 8, channels: 1 } });
    for (const encode of [
      grey().toColourspace('b-w').jpeg({ quality: 100 }),
      grey().toColourspace('b-w').png(),
      grey().toColourspace('grey16').png(),
    ]) {
      const bytes = await encode.toBuffer();
      expect((await sharp(bytes).metadata()).channels).toBe(1);
      expectNear(colourAt(await loadImage(bytes), 3, 3), [100, 100, 100], 1);
    }
  });

  it('puts what is transparent on white', async () => {
    const half = {
      create: { width: 8, height: 8, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.5 } },
    } as const;
    const clear = { create: { ...half.create, background: { r: 255, g: 0, b: 0, alpha: 0 } } } as const;
    expectNear(colourAt(await loadImage(await sharp(half).png().toBuffer()), 3, 3), [255, 127, 127], 1);
    expect(colourAt(await loadImage(await sharp(clear).webp({ lossless: true }).toBuffer()), 3, 3)).toEqual([
      255, 255, 255,
    ]);
    const palette = await sharp(clear).gif().toBuffer();
    expect(colourAt(await loadImage(palette), 3, 3)).toEqual([255, 255, 255]);
  });

  it('turns the inks of a CMYK photo into RGB', async () => {
    for (const encode of [
      twoColours().toColourspace('cmyk').jpeg({ quality: 95 }),
      twoColours().toColourspace('cmyk').tiff(),
    ]) {
      const bytes = await encode.toBuffer();
      expect((await sharp(bytes).metadata()).space).toBe('cmyk');
      const image = await loadImage(bytes);
      const [r = 0, g = 0, b = 0] = colourAt(image, 5, 10);
      expect(r).toBeGreaterThan(200);
      expect(Math.max(g, b)).toBeLessThan(70);
    }
  });

  it('honours an embedded profile: a Display P3 photo comes out in sRGB', async () => {
    const patch = sharp({ create: { width: 8, height: 8, channels: 3, background: { r: 120, g: 160, b: 90 } } });
    const bytes = await patch.withIccProfile('p3').png().toBuffer();
    expect((await sharp(bytes).metadata()).hasProfile).toBe(true);
    const stored = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer();
    expect([...stored.subarray(0, 3)]).not.toEqual([120, 160, 90]);
    expectNear(colourAt(await loadImage(bytes), 3, 3), [120, 160, 90], 2);
  });
});

describe('EXIF orientation', () => {
  /** For each orientation, the colours of the upright photo at its left, right, top and bottom edges. */
  const uprightEdges = {
    1: { left: red, right: blue },
    2: { left: blue, right: red },
    3: { left: blue, right: red },
    4: { left: red, right: blue },
    5: { top: red, bottom: blue },
    6: { top: red, bottom: blue },
    7: { top: blue, bottom: red },
    8: { top: blue, bottom: red },
  } as const;
  it.each(Object.entries(uprightEdges))('turns orientation %s upright', async (orientation, edges) => {
    const bytes = await twoColours()
      .withMetadata({ orientation: Number(orientation) })
      .png()
      .toBuffer();
    const image = await loadImage(bytes);
    const turned = Number(orientation) >= 5;
    expect(image).toMatchObject(turned ? { width: 20, height: 40 } : { width: 40, height: 20 });
    if ('left' in edges) {
      expect(colourAt(image, 2, 10)).toEqual(edges.left);
      expect(colourAt(image, 37, 10)).toEqual(edges.right);
    } else {
      expect(colourAt(image, 10, 2)).toEqual(edges.top);
      expect(colourAt(image, 10, 37)).toEqual(edges.bottom);
    }
  });
});

describe('kinds of input', () => {
  it('gives the same pixels for path, URL, bytes, Blob and the decoded image itself', async () => {
    const path = samplePhoto('cat.jpg');
    const bytes = await readFile(path);
    const first = await loadImage(path);
    const padded = new Uint8Array(bytes.length + 7);
    padded.set(bytes, 7);
    const inputs = [
      pathToFileURL(path),
      bytes,
      padded.subarray(7),
      new Uint8Array(bytes).buffer,
      new Blob([new Uint8Array(bytes)]),
      first,
    ];
    for (const input of inputs) expect(Buffer.compare((await loadImage(input)).data, first.data)).toBe(0);
  });

  it('takes raw pixels of one to four channels', async () => {
    const raw = (channels: 1 | 2 | 3 | 4, ...pixel: number[]) => ({
      width: 2,
      height: 1,
      channels,
      data: Uint8ClampedArray.from([...pixel, ...pixel]),
    });
    expect([...(await loadImage(raw(1, 50))).data]).toEqual([50, 50, 50, 50, 50, 50]);
    expect([...(await loadImage(raw(2, 50, 0))).data]).toEqual([255, 255, 255, 255, 255, 255]);
    expect([...(await loadImage(raw(3, 1, 2, 3))).data]).toEqual([1, 2, 3, 1, 2, 3]);
    expect([...(await loadImage(raw(4, 1, 2, 3, 255))).data]).toEqual([1, 2, 3, 1, 2, 3]);
  });
});
