import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellSlots } from './cell-slots.js';

describe('cellSlots', () => {
  it('goes row by row from the top left', () => {
    const slots = cellSlots({ rows: 2, columns: 3 }, { originalWidth: 300, originalHeight: 100 });
    expect(slots.map(({ left, top }) => [left, top])).toEqual([
      [0, 0],
      [100, 0],
      [200, 0],
      [0, 50],
      [100, 50],
      [200, 50],
    ]);
    expect(slots[4]).toEqual({ kind: 'box', image: 0, left: 100, top: 50, width: 100, height: 50 });
  });

  it('covers every point of the photo exactly once', () => {
    const size = fc.integer({ min: 1, max: 10_000 });
    const cells = fc.integer({ min: 1, max: 24 });
    const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(size, size, cells, cells, share, share, (width, height, rows, columns, across, down) => {
        const slots = cellSlots({ rows, columns }, { originalWidth: width, originalHeight: height });
        const x = across * width;
        const y = down * height;
        const margin = 1e-9 * Math.max(width, height);
        const near = slots.some(({ left, top, width: w, height: h }) =>
          [x - left, x - left - w, y - top, y - top - h].some((distance) => Math.abs(distance) < margin),
        );
        fc.pre(!near);
        const holding = slots.filter(
          ({ left, top, width: w, height: h }) => x > left && x < left + w && y > top && y < top + h,
        );
        expect(holding).toHaveLength(1);
      }),
    );
  });
});
