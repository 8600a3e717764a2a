import type { QueryCall } from '@crossattn/core';
import { type AttentionFeatures, featuresName, isSmall, prefersKeysFirst, usualScale } from './attention-features.js';
import type { ComputeTensor } from './compute-tensor.js';
import { FoldedRows, type Tile } from './folded-rows.js';
import type { MemoryExtents } from './memory-extents.js';
import type { MemorySegment } from './memory-segment.js';
import { ScoreBias } from './score-bias.js';
import { scoreLimit } from './score-limit.js';
import { tileOf } from './tile-of.js';
import { tiles } from './tiles.js';

/** One run of a graph of the op, but for the numbers of its query and bias. */
export interface PlannedRun {
  readonly segment: MemorySegment;
  /** Batches are counted in the whole memory. */
  readonly tile: Tile;
  /** Batches are counted in the segment. */
  readonly segmentTile: Tile;
  /** `[batches, heads, length, D]` of the tile. */
  readonly queryShape: readonly number[];
  readonly features: AttentionFeatures;
  /** The name of the features. */
  readonly graph: string;
  readonly key: ComputeTensor;
  readonly value: ComputeTensor;
}

/** The runs that together cover every query that has a key. */
export interface CallPlan {
  readonly folded: FoldedRows;
  readonly runs: readonly PlannedRun[];
}

/**
 * Plans of the calls of one memory. Calls tend to repeat their shapes, token by token: the last plan is kept, since making
 * one takes as long as the smallest products.
 */
export class CallPlans {
  readonly #extents: MemoryExtents;
  readonly #segments: readonly MemorySegment[];
  #last: { readonly call: PlannedCall; readonly plan: CallPlan } | undefined;

  constructor(extents: MemoryExtents, segments: readonly MemorySegment[]) {
    this.#extents = extents;
    this.#segments = segments;
  }

  plan(call: QueryCall, query: ComputeTensor): CallPlan {
    const last = this.#last;
    const biased = call.mask !== undefined || call.bias !== undefined;
    if (last !== undefined && last.call.biased === biased && isAlike(last.call, call, query.shape)) return last.plan;
    const plan = this.#make(call, query);
    const { rows, scale, softcap } = call;
    this.#last = { call: { rows, scale, softcap, biased, shape: [...query.shape] }, plan };
    return plan;
  }

  #make(call: QueryCall, { type, shape, data }: ComputeTensor): CallPlan {
    const width = shape[3] ?? 0;
    const folded = new FoldedRows(shape, this.#extents.heads, call.rows);
    const scoreBias = new ScoreBias(call, folded);
    const scaledFor = usualScale(type, call.scale, width);
    const runs: PlannedRun[] = [];
    for (const segment of this.#segments) {
      const { batches, heads, keys } = segment;
      if (batches * heads * keys * folded.length === 0) continue;
      const bias = scoreBias.needed(segment);
      for (const segmentTile of tiles(batches, heads, folded.length, keys * data.BYTES_PER_ELEMENT, scoreLimit)) {
        const tile = { ...segmentTile, firstBatch: segmentTile.firstBatch + segment.firstBatch };
        const features = {
          type,
          bias,
          softcap: call.softcap !== 0,
          keysFirst: prefersKeysFirst(tile.length, keys),
          scaledFor,
          small: isSmall(tile.batches * tile.heads * tile.length * keys * (width + this.#extents.valueWidth)),
        };
        runs.push({
          segment,
          tile,
          segmentTile,
          queryShape: [tile.batches, tile.heads, tile.length, width],
          features,
          graph: featuresName(features),
          key: tileOf(segment.key, segmentTile),
          value: tileOf(segment.value, segmentTile),
        });
      }
    }
    return { folded, runs };
  }
}

/** What decides over a plan. */
interface PlannedCall {
  readonly rows: number;
  readonly scale: number;
  readonly softcap: number;
  readonly biased: boolean;
  readonly shape: readonly number[];
}

function isAlike(planned: PlannedCall, call: QueryCall, shape: readonly number[]): boolean {
  return (
    planned.rows === call.rows &&
    planned.scale === call.scale &&
    planned.softcap === call.softcap &&
    planned.shape[0] === shape[0] &&
    planned.shape[1] === shape[1] &&
    planned.shape[2] === shape[2] &&
    planned.shape[3] === shape[3]
  );
}
