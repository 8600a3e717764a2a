import { checkSize } from '../exhibit/picture.js';
import { heatField } from './heat-field.js';
import type { HeatMapInput } from './heat-map.js';
import { photoBoxes } from './photo-boxes.js';

const names = ['top left', 'top', 'top right', 'left', 'middle', 'right', 'bottom left', 'bottom', 'bottom right'];
const thirds = 3;
const placesAThird = 6;
/** A part counts as looked at from this multiple of an even spread on. */
const clearlyMore = 1.25;
/** A second part is named where it is nearly as dense as the first. */
const nearlyAsDense = 0.85;

/**
 * Where in a photo the attention lay, in words: "the middle and the left", or "no place in particular".
 *
 * @throws {@link LensError} `invalid-picture` for a photo without a size
 */
export function describePlace({ slots, weights, photo, image = 0 }: HeatMapInput): string {
  checkSize(photo, 'photo');
  const boxes = photoBoxes(slots, weights, image).map(({ box, weight }) => ({
    weight,
    box: {
      ...box,
      left: box.left / photo.width,
      width: box.width / photo.width,
      top: box.top / photo.height,
      height: box.height / photo.height,
    },
  }));
  const { density, columns } = heatField(boxes, { width: 1, height: 1 }, thirds * placesAThird);
  const parts = names.map((name, part) => ({ name, density: meanOfPart(density, columns, part) }));
  const [first, second] = parts.toSorted((one, other) => other.density - one.density);
  if (first === undefined || first.density < clearlyMore) return 'no place in particular';
  if (second === undefined || second.density < Math.max(clearlyMore, nearlyAsDense * first.density)) {
    return `the ${first.name}`;
  }
  return `the ${first.name} and the ${second.name}`;
}

function meanOfPart(density: Float64Array, columns: number, part: number): number {
  const top = Math.floor(part / thirds) * placesAThird;
  const left = (part % thirds) * placesAThird;
  let sum = 0;
  for (let row = top; row < top + placesAThird; row++) {
    for (let column = left; column < left + placesAThird; column++) sum += density[row * columns + column] as number;
  }
  return sum / placesAThird ** 2;
}
