import type { Picture } from '../exhibit/picture.js';

/** A rectangle of the drawing. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Photos side by side at one height, as large as fits into a box, in its middle. */
export function photoFrames(photos: readonly Picture[], box: Frame, gap: number): Frame[] {
  const aspects = photos.map(({ width, height }) => width / height);
  const room = box.width - gap * (photos.length - 1);
  const height = Math.min(box.height, room / aspects.reduce((sum, aspect) => sum + aspect, 0));
  const used = aspects.reduce((sum, aspect) => sum + aspect * height, gap * (photos.length - 1));
  let left = box.left + (box.width - used) / 2;
  return aspects.map((aspect) => {
    const frame = { left, top: box.top, width: aspect * height, height };
    left += frame.width + gap;
    return frame;
  });
}
