import type { QueryCall } from '@crossattn/core';
import { CallPlans } from '../call/call-plan.js';
import { type Attended, Collector } from '../call/collector.js';
import type { LaidOutMemory } from '../call/laid-out-memory.js';
import { stepFeeds } from '../call/step-feeds.js';
import { attentionSession } from '../graphs/kernels.js';
import type { SessionPool } from '../graphs/session-pool.js';
import { FoldedRows } from '../memory/folded-rows.js';
import type { ComputeTensor } from '../tensor/compute-tensor.js';
import { deviceLayout } from './device-layout.js';
import { headBlocks, sendPart } from './device-part.js';
import { TensorSender } from './send-tensor.js';

/** A memory that is used once goes through the GPU in parts of this size, so that a call holds little beside its inputs. */
const tensorBytes = 16 * 2 ** 20;

/** Computes a call on a GPU that holds one part of the memory after the other. @param limit - Bytes that scores may take at once. */
export async function attendStreamed(
  pool: SessionPool,
  memory: LaidOutMemory,
  call: QueryCall,
  query: ComputeTensor,
  limit: number,
): Promise<Attended> {
  const sender = new TensorSender(pool);
  const result = new Collector(new FoldedRows(query.shape, memory.heads, call.rows), memory, call.returnWeights, query);
  const outputs = call.returnWeights ? ['output', 'weights'] : ['output'];
  for (const segment of memory.segments) {
    for (const block of headBlocks(segment, { scoreBytes: limit, tensorBytes })) {
      using part = await sendPart(sender, segment, block);
      const plans = new CallPlans(memory, [{ ...segment, parts: [part] }], deviceLayout(limit));
      const { folded, runs } = plans.plan(call, query);
      for (const run of runs) {
        const step = stepFeeds(run, call, query, folded);
        const session = await attentionSession(pool, run, call.returnWeights);
        // Tensors have the type that the graph declares for them.
        const computed = (await session.run(step.feeds, outputs)) as unknown as Attended;
        result.add(run.segment, run.tile, computed, step.deadRows);
      }
    }
  }
  return result.finish();
}
