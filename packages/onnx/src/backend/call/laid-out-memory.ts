import type { MemoryExtents } from '../memory/memory-extents.js';
import type { MemoryLayout } from '../memory/memory-layout.js';
import type { KeySegment, MemorySegment } from '../memory/memory-segment.js';
import type { ComputeTensor } from '../tensor/compute-tensor.js';
import { CallPlans } from './call-plan.js';

/** A memory in the form that the backend computes with. */
export interface LaidOutMemory<Segment extends KeySegment = MemorySegment> extends MemoryExtents {
  readonly segments: readonly Segment[];
  readonly plans: CallPlans<Segment>;
}

/** @param layout - What suits the processor or GPU that computes. */
export function laidOut(
  key: ComputeTensor,
  value: ComputeTensor,
  segments: readonly MemorySegment[],
  layout: MemoryLayout<MemorySegment>,
): LaidOutMemory {
  const [batches = 0, heads = 0, keys = 0] = key.shape;
  const extents = { batches, heads, keys, valueWidth: value.shape[3] ?? 0 };
  return { ...extents, segments, plans: new CallPlans(extents, segments, layout) };
}
