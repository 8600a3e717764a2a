import { CallPlans } from './call-plan.js';
import type { ComputeTensor } from './compute-tensor.js';
import type { MemoryExtents } from './memory-extents.js';
import type { MemorySegment } from './memory-segment.js';

/** A memory in the form that the backend computes with. */
export interface LaidOutMemory extends MemoryExtents {
  readonly segments: readonly MemorySegment[];
  readonly plans: CallPlans;
}

export function laidOut(key: ComputeTensor, value: ComputeTensor, segments: readonly MemorySegment[]): LaidOutMemory {
  const [batches = 0, heads = 0, keys = 0] = key.shape;
  const extents = { batches, heads, keys, valueWidth: value.shape[3] ?? 0 };
  return { ...extents, segments, plans: new CallPlans(extents, segments) };
}
