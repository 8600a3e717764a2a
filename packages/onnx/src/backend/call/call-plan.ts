import type { QueryCall } from '@crossattn/core';
import type { Feed } from '../../session/feed.js';
import { type AttentionFeatures, featuresName } from '../graphs/attention-features.js';
import { FoldedRows, type Tile } from '../memory/folded-rows.js';
import type { MemoryExtents } from '../memory/memory-extents.js';
import type { MemoryLayout } from '../memory/memory-layout.js';
import type { KeySegment } from '../memory/memory-segment.js';
import type { ComputeTensor } from '../tensor/compute-tensor.js';
import { ScoreBias } from './score-bias.js';
import { WholeRun } from './whole-run.js';

/** One run of a graph of the op, but for the numbers of its query and bias. */
export interface PlannedRun {
  readonly segment: KeySegment;
  /** Batches are counted in the whole memory. */
  readonly tile: Tile;
  /** Batches are counted in the segment. */
  readonly segmentTile: Tile;
  /** `[batches, heads, length, D]` of the tile. */
  readonly queryShape: readonly number[];
  readonly features: AttentionFeatures;
  /** The name of the features. */
  readonly graph: string;
  readonly key: Feed;
  readonly value: Feed;
}

/** The runs that together cover every query that has a key. */
export interface CallPlan {
  readonly folded: FoldedRows;
  readonly runs: readonly PlannedRun[];
  /** Where one run is all there is to do. */
  readonly whole?: WholeRun | undefined;
}

/**
 * Plans of the calls of one memory. Calls tend to repeat their shapes, token by token: the last plan is kept, since making
 * one takes as long as the smallest products.
 */
export class CallPlans<Segment extends KeySegment> {
  readonly #extents: MemoryExtents;
  readonly #segments: readonly Segment[];
  readonly #layout: MemoryLayout<Segment>;
  #last: { readonly call: PlannedCall; readonly plan: CallPlan } | undefined;

  constructor(extents: MemoryExtents, segments: readonly Segment[], layout: MemoryLayout<Segment>) {
    this.#extents = extents;
    this.#segments = segments;
    this.#layout = layout;
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

  #make(call: QueryCall, { type, shape }: ComputeTensor): CallPlan {
    const width = shape[3] ?? 0;
    const folded = new FoldedRows(shape, this.#extents.heads, call.rows);
    const scoreBias = new ScoreBias(call, folded);
    const runs: PlannedRun[] = [];
    for (const segment of this.#segments) {
      const { batches, heads, keys } = segment;
      if (batches * heads * keys * folded.length === 0) continue;
      const bias = scoreBias.needed(segment);
      for (const { tile: segmentTile, key, value } of this.#layout.cut(segment, folded.length)) {
        const tile = { ...segmentTile, firstBatch: segmentTile.firstBatch + segment.firstBatch };
        const blocks = tile.batches * tile.heads;
        const features = this.#layout.features({
          type,
          bias,
          softcap: call.softcap !== 0,
          blocks,
          headSize: width,
          scale: call.scale,
          length: tile.length,
          keys,
          multiplications: blocks * tile.length * keys * (width + this.#extents.valueWidth),
        });
        runs.push({
          segment,
          tile,
          segmentTile,
          queryShape: [tile.batches, tile.heads, tile.length, width],
          features,
          graph: featuresName(features),
          key,
          value,
        });
      }
    }
    return { folded, runs, whole: wholeRun(folded, runs, shape, this.#extents.valueWidth) };
  }
}

/** A run for ONNX Runtime whose folded queries are those of the call as they lie. */
function wholeRun(
  { rows }: FoldedRows,
  [run, ...others]: readonly PlannedRun[],
  query: readonly number[],
  valueWidth: number,
): WholeRun | undefined {
  if (run === undefined || others.length > 0 || rows > 1 || run.features.bias || run.features.small) return undefined;
  const [batch = 0, heads = 0, queries = 0] = query;
  return run.tile.batches === batch ? new WholeRun(run, [batch, heads, queries, valueWidth]) : undefined;
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
