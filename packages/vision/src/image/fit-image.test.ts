import { samplePhoto } from '@crossattn/testing';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fitImage } from './fit-image.js';

describe('fitImage', () => {
  it('keeps the aspect and tells the original size', async () => {
    const { width: originalWidth, height: originalHeight } = await sharp(samplePhoto('cat.jpg')).metadata();
    const image = await fitImage(samplePhoto('cat.jpg'), 100);
    expect(image).toMatchObject({ width: 100, channels: 3, originalWidth, originalHeight });
    expect(image.height).toBe(Math.round((100 * originalHeight) / originalWidth));
    expect(image.data).toHaveLength(image.width * image.height * 3);
  });

  it('turns a photo upright before it measures it', async () => {
    const lying = { create: { width: 40, height: 10, channels: 3, background: 'red' } } as const;
    const turned = await sharp(lying).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await fitImage(turned, 20)).toMatchObject({ width: 5, height: 20, originalWidth: 10, originalHeight: 40 });
  });

  it('enlarges nothing, and leaves a pixel of the longest photo', async () => {
    const line = await sharp({ create: { width: 300, height: 1, channels: 4, background: '#f000' } })
      .png()
      .toBuffer();
    expect(await fitImage(line, 1000)).toMatchObject({ width: 300, height: 1 });
    const { width, height, data } = await fitImage(line, 30);
    expect([width, height, ...data.subarray(0, 3)]).toEqual([30, 1, 255, 255, 255]);
  });

  it('refuses what is no photo, as every reader does', async () => {
    await expect(fitImage('gone.jpg', 10)).rejects.toThrow(expect.objectContaining({ code: 'file-not-found' }));
  });
});
