// A process of its own, so that the most memory it ever held is that of one call: the point comes as an argument.

import type { Contestant } from '../contestant.js';
import { createPlain } from '../cpu-contestants.js';
import { createPlainOnGpu } from '../gpu-contestants.js';
import { type OpTensors, opTensors } from '../op-tensors.js';
import { createNodePeer } from '../peers/runtime-node-peer.js';
import type { GrowthPoint, GrowthResult } from './growth-point.js';

const { contestant, shape, threads } = JSON.parse(process.argv[2] ?? '') as GrowthPoint;

const tiny = await create(opTensors({ ...shape, queries: 1, keys: 1 }));
await tiny.run();
const tensors = opTensors(shape);
const measured = await create(tensors);
const before = process.memoryUsage().rss;
const start = performance.now();
const output = await measured.run();
const milliseconds = performance.now() - start;
const peak = process.resourceUsage().maxRSS * 1024;
const result: GrowthResult = { milliseconds, megabytes: Math.max(0, peak - before - output.byteLength) / 1e6 };
process.stdout.write(JSON.stringify(result), () => process.exit());

async function create(tensors: OpTensors): Promise<Contestant> {
  if (contestant === 'cpu') return createPlain(tensors, threads);
  if (contestant === 'webgpu' || contestant === 'onnx-webgpu') return createPlainOnGpu(tensors, contestant);
  return createNodePeer({ operator: contestant, headsFirst: true }, tensors, threads);
}
