import { bufferUses } from '../buffer/buffer-pool.js';
import { GpuCall } from '../device/gpu-call.js';
import type { GpuSession } from '../device/gpu-session.js';
import { type PairGroup, planSegments } from '../plan/segments.js';
import { WebGpuError } from '../webgpu-error.js';
import type { DeviceMemory } from './device-memory.js';
import { type MemorySource, memoryShape } from './memory-source.js';
import { lendSegment, type Segment, writeSegmentRows, writeSegmentTerms } from './segment.js';

/** Bytes that the queue may have taken up and not yet copied. */
const uploadBytes = 32 * 2 ** 20;

/** Keys and values that stay on the device. */
export interface PreparedMemory extends DeviceMemory {
  /** Bytes of device memory that are held. */
  readonly bytes: number;
  dispose(): void;
}

export async function prepareMemory(session: GpuSession, source: MemorySource): Promise<PreparedMemory> {
  const groups = planSegments(source, session.profile.bufferBytes);
  const buffers: GPUBuffer[] = [];
  let disposed = false;
  const dispose = () => {
    disposed = true;
    for (const buffer of buffers.splice(0)) buffer.destroy();
  };
  const segments = new Map<PairGroup, Segment[]>();
  try {
    await GpuCall.run(session, async (call) => {
      for (const group of groups) segments.set(group, await uploadGroup(call, source, group, buffers));
      await call.finished();
    });
  } catch (cause) {
    dispose();
    throw cause;
  }
  return {
    ...memoryShape(source),
    groups,
    bytes: buffers.reduce((sum, buffer) => sum + buffer.size, 0),
    dispose,
    async segment(group, range) {
      if (disposed) throw new WebGpuError('disposed', 'the prepared keys and values were disposed');
      return segments.get(group)?.[range] as Segment;
    },
  };
}

async function uploadGroup(
  call: GpuCall,
  source: MemorySource,
  group: PairGroup,
  buffers: GPUBuffer[],
): Promise<Segment[]> {
  const segments: Segment[] = [];
  for (const range of group.ranges) {
    const segment = call.commands('making room for keys and values', (device) =>
      lendSegment(source, group, range, (use, bytes) => {
        const size = Math.ceil(bytes / 4) * 4;
        const buffer = device.createBuffer({ label: '@crossattn/webgpu memory', size, usage: bufferUses[use] });
        buffers.push(buffer);
        return buffer;
      }),
    );
    await call.verified();
    const rows = group.pairs * range.keys;
    const rowsAtOnce = Math.max(1, Math.floor(uploadBytes / 2 / source.bytesOfKey));
    for (let firstRow = 0; firstRow < rows; firstRow += rowsAtOnce) {
      if (firstRow > 0) await call.finished();
      const part = { firstRow, rows: Math.min(rowsAtOnce, rows - firstRow) };
      call.commands('uploading keys and values', ({ queue }) =>
        writeSegmentRows(queue, source, group, range, segment, part),
      );
    }
    call.commands('uploading key weights', ({ queue }) => writeSegmentTerms(queue, source, group, range, segment));
    segments.push(segment);
  }
  return segments;
}
