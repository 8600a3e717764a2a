import type { QueryCall } from '@crossattn/core';
import { type Attended, Collector } from './collector.js';
import type { ComputeTensor } from './compute-tensor.js';
import { FoldedRows } from './folded-rows.js';
import { attentionSession } from './kernels.js';
import type { LaidOutMemory } from './laid-out-memory.js';
import type { SessionPool } from './session-pool.js';
import { tileSteps } from './tile-steps.js';

/** Computes a call tile by tile. */
export async function attend(
  pool: SessionPool,
  memory: LaidOutMemory,
  call: QueryCall,
  query: ComputeTensor,
): Promise<Attended> {
  const folded = new FoldedRows(query.shape, memory.heads, call.rows);
  const result = new Collector(folded, memory, call.returnWeights, query);
  const outputs = call.returnWeights ? ['output', 'weights'] : ['output'];
  for (const { segment, tile, features, feeds, deadRows } of tileSteps(memory, call, query, folded)) {
    const session = await attentionSession(pool, features, call.returnWeights);
    const fetched = await session.run(feeds, outputs);
    // Tensors have the type that the graph declares for them.
    result.add(segment, tile, fetched as unknown as Attended, deadRows);
  }
  return result.finish();
}
