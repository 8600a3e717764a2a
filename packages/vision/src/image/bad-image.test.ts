import { execFileSync } from 'node:child_process';
import { openAsBlob } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { plainTiff } from '../../test/plain-tiff.js';
import { ImageError, type ImageErrorCode } from './image-error.js';
import type { ImageInput } from './image-input.js';
import type { ImageOptions } from './image-options.js';
import { loadImage } from './load-image.js';
import { squeezeImage } from './squeeze-image.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossattn-vision-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function refusal(input: unknown, options?: ImageOptions): Promise<ImageError> {
  const errors: unknown[] = [];
  for (const read of [loadImage, (image: ImageInput, limits?: ImageOptions) => squeezeImage(image, 32, limits)]) {
    errors.push(await read(input as ImageInput, options).catch((error: unknown) => error));
  }
  const [first, second] = errors;
  if (!(first instanceof ImageError && second instanceof ImageError))
    throw new Error(`not refused: ${first}, ${second}`);
  expect(second.code).toBe(first.code);
  return first;
}

async function expectRefusal(input: unknown, code: ImageErrorCode, message: RegExp, options?: ImageOptions) {
  const error = await refusal(input, options);
  expect(error.code).toBe(code);
  expect(error.message).toMatch(message);
  return error;
}

const photo = (width = 64, height = 48) =>
  sharp({
    create: { width, height, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 30 }, background: 'grey' },
  });

describe('files', () => {
  it('says that a file does not exist', async () => {
    const error = await expectRefusal(join(folder, 'none.jpg'), 'file-not-found', /none\.jpg" does not exist/);
    expect(error.cause).toMatchObject({ code: 'ENOENT' });
    await expectRefusal(pathToFileURL(join(folder, 'none.jpg')), 'file-not-found', /none\.jpg/);
    await expectRefusal(join(await file('plain.jpg', 'x'), 'inside.jpg'), 'file-not-found', /inside\.jpg/);
  });

  it('says that a folder is no image', async () => {
    await expectRefusal(folder, 'not-a-file', /is a folder/);
  });

  it('says that a device is no image', async () => {
    await expectRefusal('/dev/null', 'not-a-file', /no regular file/);
  });

  it('says that a pipe is no image, without waiting for what may come', async () => {
    const path = join(folder, 'pipe.jpg');
    execFileSync('mkfifo', [path]);
    await expectRefusal(path, 'not-a-file', /no regular file/);
  });

  it('says that a file is empty', async () => {
    await expectRefusal(await file('empty.jpg', ''), 'empty-image', /empty\.jpg" is empty/);
  });

  it('says that a file may not be read', async () => {
    const path = await file('secret.jpg', await photo().jpeg().toBuffer());
    await chmod(path, 0o000);
    await chmod(folder, 0o755);
    if (process.getuid?.() === 0) process.seteuid?.(65534);
    try {
      await expectRefusal(path, 'file-unreadable', /permission denied/);
    } finally {
      if (process.getuid?.() === 0) process.seteuid?.(0);
    }
  });

  it('says that the file behind a Blob is gone', async () => {
    const path = await file('gone.jpg', await photo().jpeg().toBuffer());
    const blob = await openAsBlob(path);
    await rm(path);
    const error = await expectRefusal(blob, 'file-unreadable', /could not be read/);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it('says that a path cannot be one', async () => {
    const error = await expectRefusal('a\0b.jpg', 'file-unreadable', /could not be read/);
    expect(error.cause).toBeInstanceOf(Error);
  });
});

describe('formats', () => {
  it('names text that is called .jpg', async () => {
    await expectRefusal(await file('letter.jpg', 'Dear reader,\nthis is no photo.'), 'unsupported-format', /like text/);
  });

  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', /SVG/],
    ['a PDF', '%PDF-1.7\n%\xe2\xe3', /PDF/],
    ['a web page', '<!DOCTYPE html><html>', /web page/],
    ['a HEIC photo', '\0\0\0\x18ftypheic\0\0\0\0mif1heic', /HEIC/],
    ['a video', '\0\0\0\x18ftypisom\0\0\x02\0isomiso2', /video/],
    ['a JPEG XL image', '\0\0\0\x0cJXL \r\n\x87\n', /JPEG XL/],
    ['a BMP image', 'BM\x3a\0\0\0\0\0\0\0\x36\0', /BMP/],
    ['unknown bytes', '\x01\x02\x03\x04', /something else/],
  ])('refuses %s and lists what is supported', async (_, content, message) => {
    const bytes = Buffer.from(content, 'latin1');
    await expectRefusal(bytes, 'unsupported-format', message);
    await expectRefusal(bytes, 'unsupported-format', /JPEG, PNG, WebP, AVIF, TIFF, GIF/);
  });

  it('never fetches what an SVG refers to', async () => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const svg = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="64" height="64">
      <image href="http://127.0.0.1:${port}/spy.png" width="64" height="64"/></svg>`;
    try {
      await expectRefusal(await file('spy.svg', svg), 'unsupported-format', /SVG/);
      await expectRefusal(await file('spy.jpg', svg), 'unsupported-format', /SVG/);
      await expectRefusal(`http://127.0.0.1:${port}/photo.jpg`, 'remote-url', /not fetched/);
      await expectRefusal(new URL(`http://127.0.0.1:${port}/photo.jpg`), 'remote-url', /not fetched/);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
    expect(requests).toBe(0);
  });

  const encoders = {
    JPEG: () => photo().jpeg(),
    'progressive JPEG': () => photo().jpeg({ progressive: true }),
    'JPEG that is decoded at a reduced size': () => photo(900, 700).jpeg(),
    PNG: () => photo().png(),
    WebP: () => photo().webp(),
    AVIF: () => photo().avif({ effort: 0 }),
    TIFF: () => photo().tiff({ compression: 'lzw' }),
    GIF: () => photo().gif(),
  };
  it.each(Object.entries(encoders))('refuses a truncated %s instead of showing half of it', async (_, encode) => {
    const bytes = await encode().toBuffer();
    for (const part of [0.2, 0.5, 0.9, 0.99]) {
      const error = await expectRefusal(
        bytes.subarray(0, Math.floor(bytes.length * part)),
        'corrupt-image',
        /damaged or cut short/,
      );
      expect(error.cause).toBeInstanceOf(Error);
    }
  });
});

describe('channels', () => {
  it.each([
    [1, 3],
    [1, 4],
    [2, 5],
    [2, 9],
    [5, 6],
  ] as const)('refuses a TIFF of kind %s whose %s channels are more than colours and alpha', async (kind, channels) => {
    await expectRefusal(plainTiff(kind, channels), 'unsupported-format', new RegExp(`has ${channels} channels`));
  });

  it.each([
    [1, 1],
    [1, 2],
    [2, 3],
    [2, 4],
    [5, 4],
    [5, 5],
  ] as const)('takes a TIFF of kind %s with %s channels', async (kind, channels) => {
    expect((await loadImage(plainTiff(kind, channels))).data).toHaveLength(48);
  });
});

describe('size', () => {
  /** A PNG whose header announces a size; its pixels are missing. */
  async function pngHeader(width: number, height: number): Promise<Buffer> {
    const bytes = await sharp(Buffer.alloc(3), { raw: { width: 1, height: 1, channels: 3 } })
      .png()
      .toBuffer();
    const header = Buffer.from(bytes.subarray(0, 33));
    header.writeUInt32BE(width, 16);
    header.writeUInt32BE(height, 20);
    header.writeUInt32BE(crc32(header.subarray(12, 29)), 29);
    return Buffer.concat([header, bytes.subarray(33)]);
  }

  it('refuses 30,000 x 30,000 pixels by the header alone, and decodes where the limit is raised', async () => {
    const bytes = await pngHeader(30_000, 30_000);
    await expectRefusal(bytes, 'image-too-large', /30000 x 30000 pixels, more than the limit of 100000000/);
    await expectRefusal(bytes, 'corrupt-image', /cut short/, { maxPixels: 1e9 });
  });

  it('refuses and accepts at the limit exactly', async () => {
    const bytes = await photo(20, 10).png().toBuffer();
    await expectRefusal(bytes, 'image-too-large', /20 x 10/, { maxPixels: 199 });
    await expect(loadImage(bytes, { maxPixels: 200 })).resolves.toMatchObject({ width: 20, height: 10 });
    const raw = { width: 20, height: 10, channels: 1, data: new Uint8Array(200) } as const;
    await expectRefusal(raw, 'image-too-large', /raw pixels has 20 x 10/, { maxPixels: 199 });
  });

  it('refuses an option that is not known', async () => {
    const options = { maxPixel: 5 } as object;
    await expectRefusal(await photo().png().toBuffer(), 'invalid-option', /^maxPixel: expected one of/, options);
  });

  it.each([0, -1, Number.NaN])('refuses the limit %s', async (maxPixels) => {
    await expectRefusal(await photo().png().toBuffer(), 'invalid-option', /maxPixels/, { maxPixels });
  });
});

describe('values', () => {
  it.each([[undefined], [null], [42], [{}], [[]], [() => 1]])('refuses %s', async (input) => {
    await expectRefusal(input, 'invalid-input', /must be a path, a URL of a file, bytes, a Blob or raw pixels/);
  });

  it('refuses an empty path, a URL in a string and a data URL', async () => {
    await expectRefusal('', 'invalid-input', /empty/);
    await expectRefusal('file:///photo.jpg', 'invalid-input', /new URL/);
    await expectRefusal('data:image/png;base64,AAAA', 'invalid-input', /data URL/);
    await expectRefusal(new URL('data:image/png;base64,AAAA'), 'invalid-input', /data URL/);
    await expectRefusal('https://example.org/a.jpg', 'remote-url', /not fetched/);
  });

  it('refuses no bytes', async () => {
    await expectRefusal(new Uint8Array(), 'empty-image', /no bytes/);
    await expectRefusal(new ArrayBuffer(0), 'empty-image', /no bytes/);
    await expectRefusal(new Blob([]), 'empty-image', /no bytes/);
  });

  it.each([
    [{ width: 0, height: 2, channels: 3, data: new Uint8Array(0) }, /width must be a positive integer/],
    [{ width: 2, height: 1.5, channels: 3, data: new Uint8Array(9) }, /height must be a positive integer/],
    [{ width: 2, height: 2, channels: 5, data: new Uint8Array(20) }, /channels must be 1, 2, 3 or 4/],
    [{ width: 2, height: 2, channels: 3, data: new Uint8Array(11) }, /need 12 bytes, but data has 11/],
    [{ width: 2, height: 2, channels: 3, data: new Uint16Array(12) }, /Uint8Array/],
    [{ width: 2, height: 2, channels: 3, data: [1, 2, 3] }, /Uint8Array/],
  ])('refuses raw pixels that do not agree with themselves', async (raw, message) => {
    await expectRefusal(raw, 'invalid-pixels', message);
  });
});

describe('abort', () => {
  it('rejects with the reason, before and during', async () => {
    const reason = new Error('enough');
    await expect(loadImage(await photo().png().toBuffer(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const path = await file('large.png', await photo(1500, 1500).png({ compressionLevel: 1 }).toBuffer());
    // While it waits for the file, for its header, for its pixels.
    for (const wait of [1, 2, 3]) {
      const controller = new AbortController();
      const { signal } = controller;
      const listen = signal.addEventListener.bind(signal);
      const waits = vi.spyOn(signal, 'addEventListener').mockImplementation((...event: Parameters<typeof listen>) => {
        if (waits.mock.calls.length === wait) queueMicrotask(() => controller.abort(reason));
        listen(...event);
      });
      await expect(loadImage(path, { signal })).rejects.toBe(reason);
      expect(waits).toHaveBeenCalledTimes(wait);
    }
  });

  it('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    const added: string[] = [];
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...event: Parameters<typeof addEventListener>) => {
      added.push(event[0]);
      addEventListener.apply(signal, event);
    };
    signal.removeEventListener = (...event: Parameters<typeof removeEventListener>) => {
      added.pop();
      removeEventListener.apply(signal, event);
    };
    await loadImage(await photo().png().toBuffer(), { signal });
    expect(added).toEqual([]);
  });
});

/** CRC-32 of PNG chunks (ISO/IEC 15948, annex D). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
