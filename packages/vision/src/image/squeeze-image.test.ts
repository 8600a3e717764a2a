import { samplePhoto } from '@crossattn/testing';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { generator } from '../../test/tiny-checkpoint.js';
import type { RawPixels } from './raw-pixels.js';
import { squeezeImage } from './squeeze-image.js';

function noise(width: number, height: number) {
  const random = generator(5);
  const data = Uint8Array.from({ length: width * height * 3 }, () => random() * 256);
  return { width, height, channels: 3, data } satisfies RawPixels;
}

function meanDifference(left: Uint8Array, right: Uint8Array): number {
  return left.reduce((sum, value, at) => sum + Math.abs(value - (right[at] ?? Number.NaN)), 0) / left.length;
}

describe('squeezeImage', () => {
  it('leaves every pixel of a photo that has the size already', async () => {
    const photo = noise(32, 32);
    const squeezed = await squeezeImage(photo, 32);
    expect(squeezed).toMatchObject({ side: 32, originalWidth: 32, originalHeight: 32 });
    expect(Buffer.compare(squeezed.data, photo.data)).toBe(0);
  });

  it('keeps the whole frame: each quarter of the photo fills a quarter of the square', async () => {
    const colours = [
      [200, 0, 0],
      [0, 200, 0],
      [0, 0, 200],
      [200, 200, 0],
    ];
    const data = Uint8Array.from({ length: 60 * 20 * 3 }, (_, at) => {
      const x = Math.floor(at / 3) % 60;
      const y = Math.floor(at / 180);
      return colours[(y < 10 ? 0 : 2) + (x < 30 ? 0 : 1)]?.[at % 3] ?? 0;
    });
    const squeezed = await squeezeImage({ width: 60, height: 20, channels: 3, data }, 16);
    const at = (x: number, y: number) => [...squeezed.data.subarray((y * 16 + x) * 3, (y * 16 + x) * 3 + 3)];
    expect([at(2, 2), at(13, 2), at(2, 13), at(13, 13)]).toEqual(colours);
  });

  it.each([
    [1, 1],
    [1, 3000],
    [3000, 1],
    [7, 5],
  ])('takes a photo of %s x %s pixels', async (width, height) => {
    const create = { width, height, channels: 3, background: { r: 10, g: 20, b: 30 } } as const;
    const squeezed = await squeezeImage(await sharp({ create }).png().toBuffer(), 24);
    expect(squeezed).toMatchObject({ originalWidth: width, originalHeight: height });
    expect(squeezed.data).toHaveLength(24 * 24 * 3);
    expect([...squeezed.data.subarray(0, 3)]).toEqual([10, 20, 30]);
    expect(new Set(squeezed.data)).toEqual(new Set([10, 20, 30]));
  });

  it('reports the upright size of a photo that lies on its side', async () => {
    const bytes = await sharp(samplePhoto('coffee.jpg')).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const squeezed = await squeezeImage(bytes, 24);
    expect(squeezed).toMatchObject({ originalWidth: 400, originalHeight: 600 });
    const turned = await squeezeImage(await sharp(bytes).autoOrient().png().toBuffer(), 24);
    expect(meanDifference(squeezed.data, turned.data)).toBeLessThan(1);
  });

  it('decodes a large JPEG at a reduced size and gives what a full decode gives', async () => {
    const large = await sharp(samplePhoto('astronaut.jpg')).resize(2400, 2400).jpeg({ quality: 95 }).toBuffer();
    const reduced = await squeezeImage(large, 64);
    const full = await squeezeImage(await sharp(large).png({ compressionLevel: 1 }).toBuffer(), 64);
    expect(meanDifference(reduced.data, full.data)).toBeLessThan(1.5);
  });
});
