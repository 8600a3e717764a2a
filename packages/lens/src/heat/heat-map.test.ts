import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { cells, only } from '../../test/exhibits.js';
import { heatColours } from '../colour/heat-colours.js';
import { describePlace } from './describe-place.js';
import { heatMapPng } from './heat-map.js';

describe('heatMapPng', () => {
  it('refuses a photo without a size, as describePlace does', () => {
    for (const [width, height] of [
      [0, 1],
      [1, Number.NaN],
      [Number.POSITIVE_INFINITY, 1],
      [-5, -5],
    ] as const) {
      const input = { slots: cells, weights: only(49, 6), photo: { width, height } };
      for (const show of [heatMapPng, describePlace]) {
        expect(() => show(input)).toThrow(expect.objectContaining({ code: 'invalid-picture' }));
      }
    }
  });

  it('is a PNG file that others read: hot where the weight is, the veil elsewhere', async () => {
    const png = heatMapPng({ slots: cells, weights: only(49, 6), photo: { width: 140, height: 70 } });
    const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([96, 48, 4]);
    const colour = (x: number, y: number) => [...data.subarray((y * 96 + x) * 4, (y * 96 + x) * 4 + 4)];
    expect(colour(2, 46)).toEqual(heatColours()[0]);
    // Cells are 10 pixels wide in a photo of 140: the seventh is in the left half.
    const reds = Array.from({ length: 96 }, (_, x) =>
      Math.abs((colour(x, 0)[3] as number) - (heatColours()[255]?.[3] ?? 0)),
    );
    expect(reds.indexOf(0)).toBeGreaterThan(40);
    expect(reds.lastIndexOf(0)).toBeLessThan(52);
  });

  it('holds maps of every size of data', async () => {
    for (const photo of [
      { width: 1, height: 1 },
      { width: 1, height: 4000 },
      { width: 4000, height: 1 },
    ]) {
      const { width, height } = await sharp(heatMapPng({ slots: [], weights: [], photo })).metadata();
      expect(Math.max(width, height)).toBe(96);
    }
  });
});

describe('heatColours', () => {
  it('grow lighter step by step, so that they read without colour', () => {
    const lightness = heatColours().map(
      ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue),
    );
    lightness.slice(1).forEach((value, step) => {
      expect(value).toBeGreaterThanOrEqual((lightness[step] as number) - 0.004);
    });
    expect(lightness[255]).toBeGreaterThan(0.6);
    expect(lightness[0]).toBeLessThan(0.02);
  });

  it('let the photo through', () => {
    for (const [, , , alpha] of heatColours()) {
      expect(alpha).toBeGreaterThan(60);
      expect(alpha).toBeLessThan(190);
    }
  });
});

function linear(value: number): number {
  return (value / 255) ** 2.2;
}
