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
  for (const tile of tiles(batches, heads, length, keys * key.data.BYTES_PER_ELEMENT, scoreLimit))
    yield { tile, key: tileOf(key, tile), value: tileOf(value, tile) };
}
