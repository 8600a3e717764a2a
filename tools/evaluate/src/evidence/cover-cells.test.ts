import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../statistics/mulberry32.js';
import { coverCells, heaviestCells, randomCells } from './cover-cells.js';
import { CoveredPhotos } from './covered-photos.js';

const grid = { columns: 2, rows: 2 };
/** 4 x 2 pixels, one channel: four cells of 2 x 1. */
const photo = { width: 4, height: 2, channels: 1, data: Buffer.from([0, 0, 10, 10, 20, 20, 30, 30]) } as const;

describe('coverCells', () => {
  it('paints cells in the mean colour and leaves the photo as it was', () => {
    expect([...coverCells(photo, grid, [1, 2]).data]).toEqual([0, 0, 15, 15, 15, 15, 30, 30]);
    expect([...photo.data]).toEqual([0, 0, 10, 10, 20, 20, 30, 30]);
  });

  it('means every channel by itself', () => {
    const colours = { width: 2, height: 1, channels: 3, data: Uint8Array.of(0, 100, 200, 10, 100, 0) } as const;
    const covered = coverCells(colours, { columns: 2, rows: 1 }, [0]);
    expect([...covered.data]).toEqual([5, 100, 100, 10, 100, 0]);
  });

  it('covers everything where all cells are covered, also where they are no whole pixels', () => {
    const odd = {
      width: 5,
      height: 3,
      channels: 1,
      data: Uint8Array.from({ length: 15 }, (_, value) => value),
    } as const;
    expect([...coverCells(odd, grid, [0, 1, 2, 3]).data]).toEqual(new Array(15).fill(7));
  });
});

describe('CoveredPhotos', () => {
  it('makes each cover once, in whatever order the cells come', () => {
    const covered = new CoveredPhotos(photo, grid);
    expect([covered.cover([0, 1]), covered.cover([2]), covered.cover([1, 0])]).toEqual([1, 2, 1]);
    expect(covered.all).toHaveLength(3);
    expect(covered.all[0]).toBe(photo);
  });
});

describe('the choice of cells', () => {
  it('takes the heaviest, of equals the first', () => {
    expect(heaviestCells([0.1, 0.4, 0.4, 0, 0.2], 3)).toEqual([1, 2, 4]);
  });

  it('draws different cells, each as often as any other', () => {
    const random = mulberry32(5);
    const counts = new Array<number>(49).fill(0);
    for (let draw = 0; draw < 490; draw++) {
      const cells = randomCells(49, 10, random);
      expect(new Set(cells).size).toBe(10);
      for (const cell of cells) counts[cell] = (counts[cell] as number) + 1;
    }
    // 100 times each are expected; the deviation is 9.
    expect(Math.min(...counts)).toBeGreaterThan(55);
    expect(Math.max(...counts)).toBeLessThan(145);
  });

  it('draws the same for the same seed', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(randomCells(9, 4, mulberry32(seed))).toEqual(randomCells(9, 4, mulberry32(seed)));
      }),
    );
  });
});
