import type { GpuCall } from '../device/gpu-call.js';
import type { DeviceMemory } from '../memory/device-memory.js';
import type { FoldedBlock } from '../plan/folded-rows.js';
import type { PairGroup } from '../plan/segments.js';
import type { AttentionProblem } from './attention-problem.js';
import type { AttentionResult } from './attention-result.js';
import { giveBackBlockBuffers, lendBlockBuffers, type PairBuffers } from './block-buffers.js';
import { BlockDispatches } from './block-dispatches.js';
import { blockKernels } from './block-kernels.js';
import { planBlock } from './block-plan.js';
import { BlockWeights } from './block-weights.js';
import { submitDispatches } from './dispatch.js';

/** Attends with a block of queries to all keys of its group, and writes what comes of it into the result. */
export async function attendBlock(
  call: GpuCall,
  problem: AttentionProblem,
  memory: DeviceMemory,
  group: PairGroup,
  block: FoldedBlock,
  pairs: PairBuffers,
  result: AttentionResult,
): Promise<void> {
  const plan = planBlock(problem, call.session.profile, block, group.ranges);
  const kernels = await blockKernels(call.session, problem, memory, plan);
  const buffers = call.commands('uploading queries', () => lendBlockBuffers(call, problem, plan, pairs));
  const dispatches = new BlockDispatches(call, problem, plan, group, buffers);
  const { outputBytes } = plan;
  const last = group.ranges.length - 1;
  for (const rangeIndex of group.ranges.keys()) {
    const segment = await memory.segment(group, rangeIndex);
    call.commands('computing attention', () => {
      const sums = dispatches.attention(kernels.sums, rangeIndex, segment, buffers.partial ?? buffers.output);
      if (rangeIndex < last) {
        submitDispatches(call.session, [sums]);
        return;
      }
      const all = kernels.reduction ? [sums, dispatches.reduction(kernels.reduction)] : [sums];
      submitDispatches(call.session, all, { from: buffers.output, to: buffers.readback, bytes: outputBytes });
    });
  }
  // The device goes on with the weights of the keys that it has while the output is read.
  const weights = kernels.weights && new BlockWeights(call, memory, group, block, kernels.weights, dispatches);
  await weights?.begin(last);
  await call.read(buffers.readback, outputBytes, (bytes) => result.writeOutput(block, bytes));
  await weights?.finish(result);
  giveBackBlockBuffers(call, buffers);
}
