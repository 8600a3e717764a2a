import type { AttentionOutput, QueryCall } from '@crossattn/core';
import type { ComputeTensor } from './compute-tensor.js';
import type { LaidOutMemory } from './laid-out-memory.js';
import type { SessionPool } from './session-pool.js';

/** Computes a call that is one run of ONNX Runtime's and nothing else; `undefined` where there is more to do. */
export function attendWhole(
  pool: SessionPool,
  memory: LaidOutMemory,
  call: QueryCall,
): Promise<AttentionOutput> | undefined {
  const { query, mask, bias, returnWeights, editWeights } = call;
  if (mask !== undefined || bias !== undefined || returnWeights || editWeights !== undefined) return undefined;
  if (query.type === 'float16' || query.shape[3] === 0) return undefined;
  return memory.plans.plan(call, query as ComputeTensor).whole?.attend(pool, call, query as ComputeTensor);
}
