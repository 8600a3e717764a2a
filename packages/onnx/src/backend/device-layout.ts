import type { DeviceTensor } from '../session/device-tensor.js';
import type { Tile } from './folded-rows.js';
import { sentLayout } from './host-layout.js';
import type { MemoryLayout, TileTensors } from './memory-layout.js';
import type { KeySegment, MemorySegment } from './memory-segment.js';
import { pieces } from './pieces.js';
import { tiles } from './tiles.js';

/** Batches and heads of a segment whose keys and values lie on a GPU, in buffers of their own. */
export interface DevicePart {
  readonly heads: HeadBlock;
  readonly key: DeviceTensor;
  readonly value: DeviceTensor;
}

export interface DeviceSegment extends KeySegment {
  readonly parts: readonly DevicePart[];
}

type HeadBlock = Omit<Tile, 'start' | 'length'>;

/** Below this many queries in a run, reading the keys again for the next run costs more than computing. */
const fewestQueries = 8;

/** The batches and heads that are computed together, so that the scores of some queries of all of them fit. */
export function headBlocks({ batches, heads, keys }: MemorySegment, limit: number): HeadBlock[] {
  if (batches * heads * keys === 0) return [];
  const blocks = tiles(batches, heads, fewestQueries, 4 * keys, limit);
  return [...blocks].filter(({ start }) => start === 0);
}

/** Keys and values on a GPU: a buffer cannot be cut, so only queries are. */
export function deviceLayout(limit: number): MemoryLayout<DeviceSegment> {
  return {
    *cut({ keys, parts }, length): Generator<TileTensors> {
      for (const { heads, ...tensors } of parts) {
        const most = Math.max(1, Math.floor(limit / (4 * keys * heads.batches * heads.heads)));
        for (const [start, count] of pieces(length, most))
          yield { tile: { ...heads, start, length: count }, ...tensors };
      }
    },
    features: sentLayout.features,
  };
}
