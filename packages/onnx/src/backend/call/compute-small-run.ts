import type { QueryCall, Tensor } from '@crossattn/core';
import type { SimdMemories } from '../../simd/simd-memories.js';
import type { SimdResult } from '../../simd/simd-memory.js';
import type { PlannedRun } from './call-plan.js';
import type { StepFeeds } from './step-feeds.js';

/** Computes a run without ONNX Runtime where it is small and of a kind that the kernel knows; `undefined` elsewhere. */
export function computeSmallRun(
  memories: SimdMemories,
  { features }: PlannedRun,
  call: QueryCall,
  { feeds }: StepFeeds,
): SimdResult | undefined {
  if (!features.small || features.softcap || features.type !== 'float32') return undefined;
  // Runs of float32 on the processor are fed nothing else.
  const { query, key, value, bias } = feeds as Readonly<Record<string, Tensor<'float32'>>>;
  if (query === undefined || key === undefined || value === undefined) return undefined;
  return memories.of(key, value)?.attend({ query, scale: call.scale, bias, withWeights: call.returnWeights });
}
