import { sentLayout } from '../memory/host-layout.js';
import type { MemoryLayout, TileTensors } from '../memory/memory-layout.js';
import type { KeySegment } from '../memory/memory-segment.js';
import { pieces } from '../memory/pieces.js';
import type { DevicePart } from './device-part.js';

export interface DeviceSegment extends KeySegment {
  readonly parts: readonly DevicePart[];
}

/** Keys and values on a GPU: a buffer cannot be cut, so only queries are. @param limit - Bytes that scores may take at once. */
export function deviceLayout(limit: number): MemoryLayout<DeviceSegment> {
  return {
    *cut({ keys, parts }, length): Generator<TileTensors> {
      for (const { heads, key, value } of parts) {
        const most = Math.max(1, Math.floor(limit / (4 * keys * heads.batches * heads.heads)));
        for (const [start, count] of pieces(length, most))
          yield { tile: { ...heads, start, length: count }, key, value };
      }
    },
    features: sentLayout.features,
  };
}
