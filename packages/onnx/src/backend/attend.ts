import type { QueryCall } from '@crossattn/core';
import type { Session } from '../session/session.js';
import { type AttendResult, Collector, type TileResult } from './collector.js';
import { type ComputeTensor, computeTensor } from './compute-tensor.js';
import { FoldedRows } from './folded-rows.js';
import { attentionSession } from './kernels.js';
import { type LaidOutMemory, tileOf } from './laid-out-memory.js';
import { ScoreBias } from './score-bias.js';
import type { SessionPool } from './session-pool.js';
import { tiles } from './tiles.js';

/** Scores of a tile take at most this many bytes, so that the memory of a call grows with M + N and not with M x N. */
export const scoreLimit = 32 * 2 ** 20;

/** Computes a call tile by tile. */
export async function attend(
  pool: SessionPool,
  memory: LaidOutMemory,
  call: QueryCall,
  query: ComputeTensor,
): Promise<AttendResult> {
  const { type, shape } = query;
  const [batches = 0, heads = 0, queries = 0] = shape;
  const rows = batches * heads * queries;
  const folded = new FoldedRows(shape, memory.heads, call.rows);
  const scoreBias = new ScoreBias(call, folded);
  const result = new Collector(folded, memory, call.returnWeights, query);
  if (rows === 0) return result.finish();
  for (const segment of memory.segments) {
    const keys = segment.key.shape[2] ?? 0;
    const segmentBatches = segment.key.shape[0] ?? 0;
    if (keys === 0 || segmentBatches === 0) continue;
    const bias = scoreBias.needed(segment);
    const session = await attentionSession(pool, { type, bias, softcap: call.softcap !== 0 });
    const rowBytes = keys * query.data.BYTES_PER_ELEMENT;
    for (const tile of tiles(segmentBatches, memory.heads, folded.length, rowBytes, scoreLimit)) {
      const added = bias ? scoreBias.tile(segment, tile, type) : undefined;
      const absolute = { ...tile, firstBatch: tile.firstBatch + segment.firstBatch };
      const width = shape[3] ?? 0;
      const tileQuery = folded.gather(type, query.data, width, absolute);
      const feeds = {
        query: computeTensor(type, [tile.batches, tile.heads, tile.length, width], tileQuery),
        key: tileOf(segment.key, tile),
        value: tileOf(segment.value, tile),
        scale: scalar(type, call.scale),
        ...(call.softcap === 0 ? {} : { softcap: scalar(type, call.softcap) }),
        ...(added === undefined ? {} : { bias: added.bias }),
      };
      const fetched = await run(session, feeds, call.returnWeights);
      result.add(segment, absolute, fetched, added?.deadRows ?? []);
    }
  }
  return result.finish();
}

/** Tensors of the type that the graph declares come out of it. */
async function run(
  session: Session,
  feeds: Readonly<Record<string, ComputeTensor>>,
  weights: boolean,
): Promise<TileResult> {
  return (await session.run(feeds, weights ? ['output', 'weights'] : ['output'])) as unknown as TileResult;
}

function scalar(type: ComputeTensor['type'], value: number): ComputeTensor {
  return computeTensor(type, [], type === 'float64' ? Float64Array.of(value) : Float32Array.of(value));
}
