import type { BufferUse } from '../buffer/buffer-pool.js';
import type { GpuCall } from '../device/gpu-call.js';
import { type PairGroup, planSegments } from '../plan/segments.js';
import type { DeviceMemory } from './device-memory.js';
import { type MemorySource, memoryShape } from './memory-source.js';
import { type Segment, writeSegment } from './segment.js';

/** A piece of a memory that is used once stays small, so that a call holds little beside its inputs. */
const streamedBytes = 32 * 2 ** 20;

/** Keys and values for one call: each segment takes the place of the one before it. */
export function streamedMemory(call: GpuCall, source: MemorySource): DeviceMemory {
  const limit = Math.min(streamedBytes, call.session.profile.bufferBytes);
  const buffers: GPUBuffer[] = [];
  let current: { group: PairGroup; range: number; segment: Segment } | undefined;

  const reuse = (index: number, use: BufferUse, bytes: number): GPUBuffer => {
    const kept = buffers[index];
    if (kept && kept.size >= bytes) return kept;
    if (kept) call.giveBack(kept);
    const buffer = call.lend(use, bytes);
    buffers[index] = buffer;
    return buffer;
  };

  return {
    ...memoryShape(source),
    groups: planSegments(source, limit),
    async segment(group, range) {
      if (current?.group === group && current.range === range) return current.segment;
      // What the queue has taken up and not yet copied would add up.
      if (current) await call.finished();
      let index = 0;
      const segment = call.commands('uploading keys and values', ({ queue }) =>
        writeSegment(queue, source, group, group.ranges[range] as PairGroup['ranges'][number], (use, bytes) =>
          reuse(index++, use, bytes),
        ),
      );
      current = { group, range, segment };
      return segment;
    },
  };
}
