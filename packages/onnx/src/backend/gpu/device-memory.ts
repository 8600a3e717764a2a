import { CallPlans } from '../call/call-plan.js';
import type { LaidOutMemory } from '../call/laid-out-memory.js';
import type { SessionPool } from '../graphs/session-pool.js';
import { type DeviceSegment, deviceLayout } from './device-layout.js';
import { type DevicePart, headBlocks, sendPart } from './device-part.js';
import { TensorSender } from './send-tensor.js';

/** A memory on the GPU of a pool's sessions, until it is disposed. */
export type DeviceMemory = LaidOutMemory<DeviceSegment> & Disposable;

/** Each part is a run of its own: fewer are faster, and each is held twice while it is sent. */
const tensorBytes = 64 * 2 ** 20;

/** Copies a memory to the GPU. @param limit - Bytes that scores may take at once. */
export async function sendMemory(pool: SessionPool, memory: LaidOutMemory, limit: number): Promise<DeviceMemory> {
  const { batches, heads, keys, valueWidth } = memory;
  const extents = { batches, heads, keys, valueWidth };
  const sender = new TensorSender(pool);
  const sent: DevicePart[] = [];
  const dispose = () => {
    for (const part of sent.splice(0)) part[Symbol.dispose]();
  };
  try {
    const segments: DeviceSegment[] = [];
    for (const { key, value, ...rest } of memory.segments) {
      const parts: DevicePart[] = [];
      for (const block of headBlocks({ key, value, ...rest }, { scoreBytes: limit, tensorBytes })) {
        const part = await sendPart(sender, { key, value, ...rest }, block);
        sent.push(part);
        parts.push(part);
      }
      segments.push({ ...rest, parts });
    }
    const plans = new CallPlans(extents, segments, deviceLayout(limit));
    return { ...extents, segments, plans, [Symbol.dispose]: dispose };
  } catch (cause) {
    dispose();
    throw cause;
  }
}
