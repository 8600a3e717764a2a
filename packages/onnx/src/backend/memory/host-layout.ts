import type { AttentionFeatures } from '../graphs/attention-features.js';
import { prefersKeysFirst } from '../graphs/attention-features.js';
import type { MemoryLayout, TileTensors } from './memory-layout.js';
import type { MemorySegment } from './memory-segment.js';
import { processorFeatures } from './processor-features.js';
import { scoreLimit } from './score-limit.js';
import { tileOf } from './tile-of.js';
import { tiles } from './tiles.js';

/** Keys and values in arrays, for a processor that computes with so many threads. */
export function processorLayout(threads: number): MemoryLayout<MemorySegment> {
  return { cut, features: (work) => processorFeatures(work, threads) };
}

/** Keys and values in arrays, for a GPU that is sent them with every call. */
export const sentLayout: MemoryLayout<MemorySegment> = {
  cut,
  features: ({ type, bias, softcap }): AttentionFeatures => ({
    type,
    bias,
    softcap,
    oneNode: false,
    keysFirst: false,
    small: false,
  }),
};

function* cut({ batches, heads, keys, key, value }: MemorySegment, length: number): Generator<TileTensors> {
  const rowBytes = keys * key.data.BYTES_PER_ELEMENT;
  // Scores that are computed keys first are turned round, and exist twice for that moment.
  const rows = Math.min(length, Math.floor(scoreLimit / rowBytes));
  const copies = prefersKeysFirst(key.type, rows, keys) ? 2 : 1;
  for (const tile of tiles(batches, heads, length, copies * rowBytes, scoreLimit))
    yield { tile, key: tileOf(key, tile), value: tileOf(value, tile) };
}
