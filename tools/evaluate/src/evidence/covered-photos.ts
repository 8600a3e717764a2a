import type { RawPixels } from '@crossattn/vision';
import { type CellGrid, coverCells } from './cover-cells.js';

/** A photo with covers, each made once however often it is asked for; the photo itself is the first. */
export class CoveredPhotos {
  readonly #photo: RawPixels;
  readonly #grid: CellGrid;
  readonly #photos: RawPixels[];
  readonly #places = new Map<string, number>();

  constructor(photo: RawPixels, grid: CellGrid) {
    this.#photo = photo;
    this.#grid = grid;
    this.#photos = [photo];
  }

  get all(): readonly RawPixels[] {
    return this.#photos;
  }

  /** The place of the photo with these cells covered. */
  cover(cells: readonly number[]): number {
    const key = [...cells].sort((one, other) => one - other).join();
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#photos.push(coverCells(this.#photo, this.#grid, cells));
    this.#places.set(key, this.#photos.length - 1);
    return this.#photos.length - 1;
  }
}
