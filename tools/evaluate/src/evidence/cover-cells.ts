import type { RawPixels } from '@crossattn/vision';

/** Cells of a photo, row by row from the top left. */
export interface CellGrid {
  readonly columns: number;
  readonly rows: number;
}

/** The photo with some of its cells painted over in its own mean colour. */
export function coverCells(photo: RawPixels, { columns, rows }: CellGrid, cells: readonly number[]): RawPixels {
  const { width, height, channels } = photo;
  // A Buffer is a Uint8Array whose slice would be the photo itself.
  const data = Uint8Array.from(photo.data);
  const colour = meanColour(photo);
  for (const cell of cells) {
    const left = Math.round(((cell % columns) * width) / columns);
    const right = Math.round((((cell % columns) + 1) * width) / columns);
    const row = Math.floor(cell / columns);
    const bottom = Math.round(((row + 1) * height) / rows);
    for (let y = Math.round((row * height) / rows); y < bottom; y++) {
      for (let x = left; x < right; x++) data.set(colour, (y * width + x) * channels);
    }
  }
  return { ...photo, data };
}

function meanColour({ data, channels }: RawPixels): number[] {
  const sums = new Array<number>(channels).fill(0);
  data.forEach((value, index) => {
    sums[index % channels] = (sums[index % channels] as number) + value;
  });
  return sums.map((sum) => Math.round((sum * channels) / data.length));
}

/** The cells with the greatest weights; of equals the first. */
export function heaviestCells(weights: ArrayLike<number>, count: number): number[] {
  const cells = Array.from({ length: weights.length }, (_, cell) => cell);
  return cells
    .sort((one, other) => (weights[other] as number) - (weights[one] as number) || one - other)
    .slice(0, count);
}

/** Different cells drawn at random. */
export function randomCells(cells: number, count: number, random: () => number): number[] {
  const drawn = Array.from({ length: cells }, (_, cell) => cell);
  for (let place = 0; place < count; place++) {
    const other = place + Math.floor(random() * (cells - place));
    [drawn[place], drawn[other]] = [drawn[other] as number, drawn[place] as number];
  }
  return drawn.slice(0, count);
}
