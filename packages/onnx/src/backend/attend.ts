import type { QueryCall } from '@crossattn/core';
import { type Attended, Collector } from './collector.js';
import type { ComputeTensor } from './compute-tensor.js';
import { attentionSession } from './kernels.js';
import type { LaidOutMemory } from './laid-out-memory.js';
import type { KeySegment } from './memory-segment.js';
import type { SessionPool } from './session-pool.js';
import { stepFeeds } from './step-feeds.js';

const outputAlone = ['output'];
const outputAndWeights = ['output', 'weights'];

/** Computes a call tile by tile. */
export async function attend(
  pool: SessionPool,
  memory: LaidOutMemory<KeySegment>,
  call: QueryCall,
  query: ComputeTensor,
): Promise<Attended> {
  const { folded, runs } = memory.plans.plan(call, query);
  const result = new Collector(folded, memory, call.returnWeights, query);
  const outputs = call.returnWeights ? outputAndWeights : outputAlone;
  for (const run of runs) {
    const { feeds, deadRows } = stepFeeds(run, call, query, folded);
    const session = await attentionSession(pool, run, call.returnWeights);
    const fetched = await session.run(feeds, outputs);
    // Tensors have the type that the graph declares for them.
    result.add(run.segment, run.tile, fetched as unknown as Attended, deadRows);
  }
  return result.finish();
}
