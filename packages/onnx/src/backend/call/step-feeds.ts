import type { QueryCall } from '@crossattn/core';
import type { Feed } from '../../session/feed.js';
import type { FoldedRows } from '../memory/folded-rows.js';
import { type ComputeTensor, type ComputeType, computeTensor } from '../tensor/compute-tensor.js';
import type { PlannedRun } from './call-plan.js';
import { ScoreBias } from './score-bias.js';

/** What one planned run is fed in one call. */
export interface StepFeeds {
  /** `query`, `key`, `value` and, as the features ask, `scale`, `softcap` and `bias`. */
  readonly feeds: Readonly<Record<string, Feed>>;
  /** Rows of `[B x R, Hq, M]` that may attend to nothing: what is computed for them is not used. */
  readonly deadRows: readonly number[];
}

export function stepFeeds(run: PlannedRun, call: QueryCall, query: ComputeTensor, folded: FoldedRows): StepFeeds {
  const { segment, tile, segmentTile, queryShape, features } = run;
  const { type } = query;
  const gathered = folded.gather(type, query.data, queryShape[3] ?? 0, tile);
  const feeds = fixedFeeds(run, call, type);
  feeds.query = computeTensor(type, queryShape, gathered);
  if (!features.bias) return { feeds, deadRows: [] };
  const { bias, deadRows } = new ScoreBias(call, folded).tile(segment, segmentTile, type);
  feeds.bias = bias;
  return { feeds, deadRows };
}

/** What is the same in all calls of one plan. */
export function fixedFeeds(
  { features, key, value }: PlannedRun,
  { scale, softcap }: QueryCall,
  type: ComputeType,
): Record<string, Feed> {
  const feeds: Record<string, Feed> = { key, value };
  if (features.scaledFor === undefined) feeds.scale = scalar(type, scale);
  if (features.softcap) feeds.softcap = scalar(type, softcap);
  return feeds;
}

function scalar(type: ComputeType, value: number): ComputeTensor {
  return computeTensor(type, [], type === 'float64' ? Float64Array.of(value) : Float32Array.of(value));
}
