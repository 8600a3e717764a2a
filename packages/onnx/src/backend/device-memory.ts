import { GraphBuilder } from '../graph/graph-builder.js';
import type { DeviceTensor } from '../session/device-tensor.js';
import { CallPlans } from './call-plan.js';
import type { ComputeTensor } from './compute-tensor.js';
import { type DevicePart, type DeviceSegment, deviceLayout, headBlocks } from './device-layout.js';
import type { LaidOutMemory } from './laid-out-memory.js';
import type { MemorySegment } from './memory-segment.js';
import type { SessionPool } from './session-pool.js';
import { tileOf } from './tile-of.js';

/** A memory on the GPU of a pool's sessions, until it is disposed. */
export type DeviceMemory = LaidOutMemory<DeviceSegment> & Disposable;

/** Copies a memory to the GPU. @param limit - Bytes that scores may take at once. */
export async function sendMemory(pool: SessionPool, memory: LaidOutMemory, limit: number): Promise<DeviceMemory> {
  const { batches, heads, keys, valueWidth } = memory;
  const extents = { batches, heads, keys, valueWidth };
  const sent: DeviceTensor[] = [];
  const dispose = () => {
    for (const tensor of sent.splice(0)) tensor[Symbol.dispose]();
  };
  const send = async (tensor: ComputeTensor) => {
    const session = await pool.session('send', sendingGraph, { keepOnDevice: true });
    const tensorOnDevice = await session.runOnDevice({ input: tensor }, 'output');
    sent.push(tensorOnDevice);
    return tensorOnDevice;
  };
  const sendSegment = async (segment: MemorySegment): Promise<DeviceSegment> => {
    const { key, value, ...rest } = segment;
    const parts: DevicePart[] = [];
    for (const block of headBlocks(segment, limit))
      parts.push({ heads: block, key: await send(tileOf(key, block)), value: await send(tileOf(value, block)) });
    return { ...rest, parts };
  };
  try {
    const segments: DeviceSegment[] = [];
    for (const segment of memory.segments) segments.push(await sendSegment(segment));
    const plans = new CallPlans(extents, segments, deviceLayout(limit));
    return { ...extents, segments, plans, [Symbol.dispose]: dispose };
  } catch (cause) {
    dispose();
    throw cause;
  }
}

function sendingGraph() {
  const builder = new GraphBuilder({ name: 'send' });
  const shape = ['B', 'H', 'N', 'D'];
  const input = builder.input('input', 'float32', shape);
  const [output] = builder.node('Identity', { inputs: [input] }, [{ type: 'float32', shape }]);
  builder.output('output', output);
  return builder.build();
}
