import { readFile } from 'node:fs/promises';
import { runInNewContext } from 'node:vm';
import { samplePhoto } from '@crossattn/testing';
import { describe, expect, it } from 'vitest';
import { fitImage } from './fit-image.js';
import type { ImageInput } from './image-input.js';
import type { ImageOptions } from './image-options.js';
import { loadImage } from './load-image.js';
import type { RawPixels } from './raw-pixels.js';
import { squeezeImage } from './squeeze-image.js';

const dot: RawPixels = { width: 2, height: 1, channels: 3, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };

/** An array of another realm, as a test runner's sandbox or `node:vm` has it. */
function foreign(kind: string, bytes: Uint8Array): Uint8Array {
  const array: Uint8Array = runInNewContext(`new ${kind}(${bytes.length})`);
  array.set(bytes);
  return array;
}

describe('bytes and pixels', () => {
  it('of another realm, or of a class of the caller, are read like others', async () => {
    const bytes = new Uint8Array(await readFile(samplePhoto('cat.jpg')));
    class Own extends Uint8Array {}
    const expected = await squeezeImage(bytes, 16);
    const elsewhere = foreign('Uint8Array', bytes);
    for (const input of [elsewhere, elsewhere.buffer as ArrayBuffer, Own.from(bytes)]) {
      expect(await squeezeImage(input, 16)).toEqual(expected);
    }
    const pixels = [
      foreign('Uint8Array', dot.data as Uint8Array),
      foreign('Uint8ClampedArray', dot.data as Uint8Array),
    ];
    for (const data of [...pixels, Own.from(dot.data)]) {
      expect((await loadImage({ ...dot, data })).data).toEqual(Buffer.from(dot.data));
    }
  });

  it('whose size changes while it is read are those of the first look', async () => {
    let reads = 0;
    const changing = {
      ...dot,
      get width() {
        return reads++ === 0 ? 2 : 200;
      },
    };
    expect(await loadImage(changing)).toMatchObject({ width: 2, height: 1 });
  });
});

describe('options that cannot be', () => {
  const readers: [string, (options: ImageOptions) => Promise<unknown>][] = [
    ['loadImage', (options) => loadImage(dot, options)],
    ['squeezeImage', (options) => squeezeImage(dot, 8, options)],
    ['fitImage', (options) => fitImage(dot, 8, options)],
  ];
  it.each(readers)('are refused by %s', async (_, read) => {
    for (const options of [null, 'x', 7, { signal: null }, { signal: 'x' }, { signal: {} }, { maxPixels: null }]) {
      await expect(read(options as never)).rejects.toMatchObject({ name: 'ImageError', code: 'invalid-option' });
    }
  });

  it('are refused as a side', async () => {
    for (const side of [0, -1, Number.NaN, 1.5, '8', undefined, null] as number[]) {
      for (const read of [squeezeImage, fitImage] as ((input: ImageInput, side: number) => Promise<unknown>)[]) {
        await expect(read(dot, side)).rejects.toMatchObject({ name: 'ImageError', code: 'invalid-option' });
      }
    }
    await expect(squeezeImage(dot, 1e9)).rejects.toMatchObject({ code: 'invalid-option' });
    expect(await fitImage(dot, Number.POSITIVE_INFINITY)).toMatchObject({ width: 2, height: 1 });
  });
});
