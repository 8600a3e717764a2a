import { checkSize } from '../exhibit/picture.js';
import type { WeightedBox } from './photo-boxes.js';
import type { PhotoSize } from './photo-size.js';

/** A smooth map over a photo, row by row from the top left. */
export interface HeatField {
  readonly columns: number;
  readonly rows: number;
  /** How much was looked at each place, in multiples of an even spread over the photo: 1 everywhere is a look at nothing in particular. */
  readonly density: Float64Array;
}

/** What the boxes of a grid reach at its corners; places beyond all boxes, which are reached by less, fade out. */
const leastReach = 1 / 4;

/**
 * Weights of boxes as a smooth field: at each place the mean density of the boxes around it, by a cubic B-spline that is
 * as wide as the boxes. On a grid of cells this is cubic B-spline smoothing; it never overshoots.
 *
 * @param size - values along the longer side of the photo
 * @throws {@link LensError} `invalid-picture` for a photo without a size
 */
export function heatField(boxes: readonly WeightedBox[], photo: PhotoSize, size: number): HeatField {
  checkSize(photo, 'photo');
  const longer = Math.max(photo.width, photo.height);
  const columns = Math.max(1, Math.round((size * photo.width) / longer));
  const rows = Math.max(1, Math.round((size * photo.height) / longer));
  const densities = relativeDensities(boxes);
  const across = boxes.map(({ box }) => bumps(box.left, box.width, photo.width, columns));
  const down = boxes.map(({ box }) => bumps(box.top, box.height, photo.height, rows));
  const density = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      let reach = 0;
      for (let index = 0; index < boxes.length; index++) {
        const near =
          ((across[index] as Float64Array)[column] as number) * ((down[index] as Float64Array)[row] as number);
        sum += near * (densities[index] as number);
        reach += near;
      }
      density[row * columns + column] = sum / Math.max(reach, leastReach);
    }
  }
  return { columns, rows, density };
}

/** Weight an area of each box, in multiples of that of all boxes together. */
function relativeDensities(boxes: readonly WeightedBox[]): number[] {
  const area = ({ box }: WeightedBox) => box.width * box.height;
  const weight = boxes.reduce((sum, box) => sum + box.weight, 0);
  const whole = boxes.reduce((sum, box) => sum + area(box), 0);
  return boxes.map((box) => (weight > 0 && area(box) > 0 ? (box.weight / weight) * (whole / area(box)) : 0));
}

/** How near each place along a side is to a box. */
function bumps(start: number, extent: number, side: number, places: number): Float64Array {
  return new Float64Array(places).map((_, place) =>
    extent > 0 ? cubicBump((((place + 0.5) / places) * side - (start + extent / 2)) / extent) : 0,
  );
}

/** The uniform cubic B-spline: 2/3 in the middle, 1/6 one box away, 0 from two boxes on. */
function cubicBump(distance: number): number {
  const x = Math.abs(distance);
  if (x >= 2) return 0;
  return x < 1 ? 2 / 3 - x * x + (x * x * x) / 2 : (2 - x) ** 3 / 6;
}
