import { isSmall, prefersKeysFirst, usualScale } from './attention-features.js';
import type { MemoryLayout, TileTensors } from './memory-layout.js';
import type { MemorySegment } from './memory-segment.js';
import { scoreLimit } from './score-limit.js';
import { tileOf } from './tile-of.js';
import { tiles } from './tiles.js';

/** Keys and values in arrays, for the processor. */
export const processorLayout: MemoryLayout<MemorySegment> = {
  cut,
  features: ({ type, headSize, scale, length, keys, multiplications }) => ({
    keysFirst: prefersKeysFirst(length, keys),
    scaledFor: usualScale(type, scale, headSize),
    small: isSmall(multiplications),
  }),
};

/** Keys and values in arrays, for a GPU that is sent them with every call. */
export const sentLayout: MemoryLayout<MemorySegment> = {
  cut,
  features: () => ({ keysFirst: false, small: false }),
};

function* cut({ batches, heads, keys, key, value }: MemorySegment, length: number): Generator<TileTensors> {
  const rowBytes = keys * key.data.BYTES_PER_ELEMENT;
  // Scores that are computed keys first are turned round, and exist twice for that moment.
  const copies = prefersKeysFirst(Math.min(length, Math.floor(scoreLimit / rowBytes)), keys) ? 2 : 1;
  for (const tile of tiles(batches, heads, length, copies * rowBytes, scoreLimit))
    yield { tile, key: tileOf(key, tile), value: tileOf(value, tile) };
}
