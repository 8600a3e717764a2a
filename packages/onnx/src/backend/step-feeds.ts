import type { QueryCall } from '@crossattn/core';
import type { Feed } from '../session/feed.js';
import type { PlannedRun } from './call-plan.js';
import { type ComputeTensor, computeTensor } from './compute-tensor.js';
import type { FoldedRows } from './folded-rows.js';
import { ScoreBias } from './score-bias.js';

/** What one planned run is fed in one call. */
export interface StepFeeds {
  /** `query`, `key`, `value` and, as the features ask, `scale`, `softcap` and `bias`. */
  readonly feeds: Readonly<Record<string, Feed>>;
  /** Rows of `[B x R, Hq, M]` that may attend to nothing: what is computed for them is not used. */
  readonly deadRows: readonly number[];
}

export function stepFeeds(run: PlannedRun, call: QueryCall, query: ComputeTensor, folded: FoldedRows): StepFeeds {
  const { segment, tile, segmentTile, queryShape, features, key, value } = run;
  const { type } = query;
  const gathered = folded.gather(type, query.data, queryShape[3] ?? 0, tile);
  const feeds: Record<string, Feed> = { query: computeTensor(type, queryShape, gathered), key, value };
  if (features.scaledFor === undefined) feeds.scale = scalar(type, call.scale);
  if (features.softcap) feeds.softcap = scalar(type, call.softcap);
  if (!features.bias) return { feeds, deadRows: [] };
  const { bias, deadRows } = new ScoreBias(call, folded).tile(segment, segmentTile, type);
  feeds.bias = bias;
  return { feeds, deadRows };
}

function scalar(type: ComputeTensor['type'], value: number): ComputeTensor {
  return computeTensor(type, [], type === 'float64' ? Float64Array.of(value) : Float32Array.of(value));
}
