import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cells, only } from '../../test/exhibits.js';
import { describePlace } from './describe-place.js';
import { heatField } from './heat-field.js';
import { heatSteps } from './heat-scale.js';
import { photoBoxes } from './photo-boxes.js';

const square = { width: 70, height: 70 };
const boxesOf = (weights: ArrayLike<number>) => photoBoxes(cells, weights, 0);

describe('heatField', () => {
  it('is 1 everywhere for an even spread', () => {
    const { density, columns, rows } = heatField(boxesOf(cells.map(() => 0.02)), square, 30);
    expect([columns, rows]).toEqual([30, 30]);
    for (const value of density) expect(value).toBeCloseTo(1, 10);
  });

  it('has its peak where the weight is, and falls off evenly to all sides', () => {
    const { density, columns } = heatField(boxesOf(only(49, 24)), square, 21);
    const at = (column: number, row: number) => density[row * columns + column] as number;
    // A cubic B-spline keeps (2/3)² of a single cell of 49 in its middle.
    expect(at(10, 10)).toBeCloseTo(49 * (4 / 9), 10);
    for (const [column, row] of [
      [10, 4],
      [4, 10],
      [16, 10],
    ] as const) {
      expect(at(column, row)).toBeCloseTo(at(10, 16), 10);
    }
    expect(at(10, 10)).toBeGreaterThan(at(10, 8));
    expect(at(0, 0)).toBe(0);
  });

  it('stays between the least and the greatest density of the boxes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 49, maxLength: 49 }), (weights) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        fc.pre(total > 1e-9);
        const { density } = heatField(boxesOf(weights), { width: 70, height: 35 }, 24);
        expect(Math.max(...density)).toBeLessThanOrEqual((49 * Math.max(...weights)) / total + 1e-9);
        expect(Math.min(...density)).toBeGreaterThanOrEqual((49 * Math.min(...weights)) / total - 1e-9);
      }),
      { numRuns: 30 },
    );
  });

  it('fades out where there are no boxes', () => {
    const { density } = heatField(boxesOf(only(49, 27)), { width: 140, height: 70 }, 28);
    const row = [...density.subarray(28 * 7, 28 * 8)];
    expect([13, 14]).toContain(row.indexOf(Math.max(...row)));
    expect(row.slice(18)).toEqual(new Array(10).fill(0));
  });

  it('keeps the aspect of the photo, and one pixel of the narrowest', () => {
    expect(heatField([], { width: 300, height: 100 }, 96)).toMatchObject({ columns: 96, rows: 32 });
    expect(heatField([], { width: 1, height: 5000 }, 96)).toMatchObject({ columns: 1, rows: 96 });
  });

  it('counts weight an area: a large box with twice the area and twice the weight is no denser', () => {
    const boxes = [
      { box: { ...cells[0], left: 0, top: 0, width: 40, height: 10 } as (typeof cells)[0], weight: 2 },
      { box: { ...cells[0], left: 40, top: 0, width: 20, height: 10 } as (typeof cells)[0], weight: 1 },
    ];
    for (const value of heatField(boxes, { width: 60, height: 10 }, 12).density) expect(value).toBeCloseTo(1, 10);
  });
});

describe('heatSteps', () => {
  it('goes from an even spread to the densest place', () => {
    expect([...heatSteps(Float64Array.of(0, 1, 3, 5))]).toEqual([0, 0, 128, 255]);
  });

  it('keeps a flat map dark', () => {
    expect([...heatSteps(Float64Array.of(0.9, 1, 1.1))]).toEqual([0, 0, 26]);
  });
});

describe('describePlace', () => {
  it.each([
    [[0, 1, 7], 'the top left'],
    [[24], 'the middle'],
    [[27, 34, 20], 'the right'],
    [[48, 47, 41], 'the bottom right'],
    [[3, 45], 'the top and the bottom'],
    [cells.map((_, cell) => cell), 'no place in particular'],
    [[], 'no place in particular'],
  ])('%j', (places, expected) => {
    expect(describePlace({ slots: cells, weights: only(49, ...places), photo: square })).toBe(expected);
  });

  it('does not depend on the shape of the photo', () => {
    const stretched = cells.map((cell) => ({ ...cell, left: cell.left * 9, width: cell.width * 9 }));
    const place = { slots: stretched, weights: only(49, 6), photo: { width: 630, height: 70 } };
    expect(describePlace(place)).toBe('the top right');
  });
});
