import type { Slot } from '@crossattn/core';
import { heatColours } from '../colour/heat-colours.js';
import { imageDataUrl } from '../image-data/data-url.js';
import { indexedPng } from '../image-data/indexed-png.js';
import { heatField } from './heat-field.js';
import { heatSteps } from './heat-scale.js';
import { photoBoxes } from './photo-boxes.js';
import type { PhotoSize } from './photo-size.js';

/** Pixels along the longer side of a heat map: it is smooth, so whoever shows it larger loses nothing. */
const resolution = 96;

/** What a heat map is drawn from. */
export interface HeatMapInput {
  readonly slots: readonly Slot[];
  /** One a slot. */
  readonly weights: ArrayLike<number>;
  /** Size of the photo, in the unit of the boxes. */
  readonly photo: PhotoSize;
  /** Which photo, where a memory joins several; 0 by default. */
  readonly image?: number;
}

/**
 * Where in a photo the attention lay, as a translucent picture that is stretched over it: a PNG file of at most 96 x 96
 * pixels in the aspect of the photo. The strongest colour is the densest place, so colours of two words do not compare.
 *
 * @throws {@link LensError} `invalid-picture` for a photo without a size
 */
export function heatMapPng({ slots, weights, photo, image = 0 }: HeatMapInput): Uint8Array {
  const { columns, rows, density } = heatField(photoBoxes(slots, weights, image), photo, resolution);
  return indexedPng({ width: columns, height: rows, steps: heatSteps(density), palette: heatColours() });
}

/** {@link heatMapPng} as a `data:` URL. */
export function heatMapUrl(input: HeatMapInput): string {
  return imageDataUrl('png', heatMapPng(input));
}
