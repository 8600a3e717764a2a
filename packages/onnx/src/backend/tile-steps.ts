import type { QueryCall } from '@crossattn/core';
import { type AttentionFeatures, isSmall, prefersKeysFirst, usualScale } from './attention-features.js';
import { type ComputeTensor, computeTensor } from './compute-tensor.js';
import type { FoldedRows, Tile } from './folded-rows.js';
import { type LaidOutMemory, tileOf } from './laid-out-memory.js';
import type { MemorySegment } from './memory-segment.js';
import { ScoreBias } from './score-bias.js';
import { tiles } from './tiles.js';

/** Scores of a tile take at most this many bytes, so that the memory of a call grows with M + N and not with M x N. */
const scoreLimit = 32 * 2 ** 20;

/** One run of a graph of the op. */
export interface TileStep {
  readonly segment: MemorySegment;
  /** Batches are counted in the whole memory. */
  readonly tile: Tile;
  /** Batches are counted in the segment. */
  readonly segmentTile: Tile;
  readonly features: AttentionFeatures;
  /** `query`, `key`, `value` and, as the features ask, `scale`, `softcap` and `bias`. */
  readonly feeds: Readonly<Record<string, ComputeTensor>>;
  /** Rows of `[B x R, Hq, M]` that may attend to nothing: what is computed for them is not used. */
  readonly deadRows: readonly number[];
}

/** Cuts a call into runs that together cover every query that has a key. */
export function* tileSteps(
  memory: LaidOutMemory,
  call: QueryCall,
  query: ComputeTensor,
  folded: FoldedRows,
): Generator<TileStep> {
  const { type, shape } = query;
  const width = shape[3] ?? 0;
  const scoreBias = new ScoreBias(call, folded);
  const scaledFor = usualScale(type, call.scale, width);
  const scalars = {
    ...(scaledFor === undefined ? { scale: scalar(type, call.scale) } : {}),
    ...(call.softcap === 0 ? {} : { softcap: scalar(type, call.softcap) }),
  };
  for (const segment of memory.segments) {
    const [batches = 0, heads = 0, keys = 0] = segment.key.shape;
    if (batches * heads * keys * folded.length === 0) continue;
    const bias = scoreBias.needed(segment);
    const rowBytes = keys * query.data.BYTES_PER_ELEMENT;
    for (const segmentTile of tiles(batches, heads, folded.length, rowBytes, scoreLimit)) {
      const added = bias ? scoreBias.tile(segment, segmentTile, type) : undefined;
      const tile = { ...segmentTile, firstBatch: segmentTile.firstBatch + segment.firstBatch };
      const tileShape = [tile.batches, tile.heads, tile.length, width];
      yield {
        segment,
        tile,
        segmentTile,
        features: {
          type,
          bias,
          softcap: call.softcap !== 0,
          keysFirst: prefersKeysFirst(tile.length, keys),
          scaledFor,
          small: isSmall(tile.batches * tile.heads * tile.length * keys * (width + memory.valueWidth)),
        },
        feeds: {
          query: computeTensor(type, tileShape, folded.gather(type, query.data, width, tile)),
          key: tileOf(segment.key, segmentTile),
          value: tileOf(segment.value, segmentTile),
          ...scalars,
          ...(added === undefined ? {} : { bias: added.bias }),
        },
        deadRows: added?.deadRows ?? [],
      };
    }
  }
}

function scalar(type: ComputeTensor['type'], value: number): ComputeTensor {
  return computeTensor(type, [], type === 'float64' ? Float64Array.of(value) : Float32Array.of(value));
}
