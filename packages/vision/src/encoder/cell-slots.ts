import type { BoxSlot } from '@crossattn/core';
import type { SqueezedImage } from '../image/squeeze-image.js';
import type { Grid } from './image-architecture.js';

/**
 * What each cell of a map shows: its box in the original photo, in pixels that need not be whole. The boxes tile the
 * photo; row by row from the top left.
 */
export function cellSlots(grid: Grid, photo: Pick<SqueezedImage, 'originalWidth' | 'originalHeight'>): BoxSlot[] {
  const width = photo.originalWidth / grid.columns;
  const height = photo.originalHeight / grid.rows;
  return Array.from({ length: grid.rows * grid.columns }, (_, cell) => ({
    kind: 'box',
    image: 0,
    left: (cell % grid.columns) * width,
    top: Math.floor(cell / grid.columns) * height,
    width,
    height,
  }));
}
