import type { MemorySegment } from '../memory/memory-segment.js';

/** Whether there is a head in which, at one place of the head size, all keys are above 0 or all below. */
export function hasOneSidedPlace(segments: readonly MemorySegment[]): boolean {
  return segments.some(({ batches, heads, keys, key }) => {
    const width = key.shape[3] as number;
    for (let head = 0; head < batches * heads; head += 1)
      for (let place = 0; place < width; place += 1)
        if (isOneSided(key.data, head * keys * width + place, keys, width)) return true;
    return false;
  });
}

/** In trained keys both signs are found after two or three of them. */
function isOneSided(data: ArrayLike<number>, first: number, count: number, step: number): boolean {
  const sign = Math.sign(data[first] as number);
  if (count === 0 || Math.abs(sign) !== 1) return false;
  for (let index = 1; index < count; index += 1)
    if (Math.sign(data[first + index * step] as number) !== sign) return false;
  return true;
}
