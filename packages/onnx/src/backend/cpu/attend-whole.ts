import type { AttentionOutput, QueryCall } from '@crossattn/core';
import type { Attended } from '../call/collector.js';
import type { LaidOutMemory } from '../call/laid-out-memory.js';
import type { SessionPool } from '../graphs/session-pool.js';
import type { ComputeTensor } from '../tensor/compute-tensor.js';

/**
 * Computes a call that is one run of ONNX Runtime's; `undefined` where there is more to do.
 *
 * @param finish - makes the result of what was computed
 */
export function attendWhole(
  pool: SessionPool,
  memory: LaidOutMemory,
  call: QueryCall,
  finish: (attended: Attended) => AttentionOutput | Promise<AttentionOutput>,
): Promise<AttentionOutput> | undefined {
  const { mask, bias, returnWeights, editWeights } = call;
  if (mask !== undefined || bias !== undefined || returnWeights || editWeights !== undefined) return undefined;
  if (call.query.type === 'float16' || call.query.shape[3] === 0) return undefined;
  const query = call.query as ComputeTensor;
  return memory.plans.plan(call, query).whole?.attend(pool, call, query, finish);
}
