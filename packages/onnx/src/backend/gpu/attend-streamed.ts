import type { QueryCall } from '@crossattn/core';
import { attend } from '../call/attend.js';
import { CallPlans } from '../call/call-plan.js';
import { type Attended, Collector } from '../call/collector.js';
import type { LaidOutMemory } from '../call/laid-out-memory.js';
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
  for (const segment of memory.segments) {
    for (const block of headBlocks(segment, { scoreBytes: limit, tensorBytes })) {
      using part = await sendPart(sender, segment, block);
      const segments = [{ ...segment, parts: [part] }];
      const plans = new CallPlans(memory, segments, deviceLayout(limit));
      await attend(pool, { ...memory, segments, plans }, call, query, undefined, result);
    }
  }
  return result.finish();
}
