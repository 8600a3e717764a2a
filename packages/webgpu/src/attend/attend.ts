import type { AttentionOutput, QueryCall } from '@crossattn/core';
import type { GpuCall } from '../device/gpu-call.js';
import type { DeviceMemory } from '../memory/device-memory.js';
import type { FoldedBlock } from '../plan/folded-rows.js';
import type { PairGroup } from '../plan/segments.js';
import { splitBlock } from '../plan/split-block.js';
import { WebGpuError } from '../webgpu-error.js';
import { attendBlock } from './attend-block.js';
import { type AttentionProblem, attentionProblem } from './attention-problem.js';
import { AttentionResult } from './attention-result.js';
import { planBlock } from './block-plan.js';
import { PairBuffer } from './pair-buffer.js';

/** A dispatch of more could run for seconds on a small GPU, and systems reset a GPU that does not answer. */
const mostOperations = 2e11;

/** One call of the op: the queries in blocks that the device has room for, each against all of its keys. */
export async function attend(call: GpuCall, memory: DeviceMemory, query: QueryCall): Promise<AttentionOutput> {
  const problem = attentionProblem(query, memory);
  const result = new AttentionResult(problem);
  const nothingToCompute = problem.rows === 0 || (problem.sizes.valueHeadSize === 0 && !problem.returnWeights);
  if (nothingToCompute) return result.tensors;
  const buffers = {
    mask: problem.mask && new PairBuffer(problem.mask),
    bias: problem.bias && new PairBuffer(problem.bias),
  };
  for (const group of memory.groups)
    for (const block of blocksOf(call, problem, group))
      await attendBlock(call, problem, memory, group, block, buffers, result);
  await call.verified();
  return result.tensors;
}

function blocksOf(call: GpuCall, problem: AttentionProblem, group: PairGroup): FoldedBlock[] {
  const { profile } = call.session;
  const all = { firstPair: group.firstPair, pairs: group.pairs, firstRow: 0, rows: problem.rows };
  const fits = (block: FoldedBlock) => {
    const { largestBytes, operations } = planBlock(problem, profile, block, group.ranges);
    return largestBytes <= profile.bufferBytes && (operations <= mostOperations || block.rows === 1);
  };
  const blocks = splitBlock(all, fits);
  if (blocks) return blocks;
  const { largestBytes } = planBlock(problem, profile, { ...all, pairs: 1, rows: 1 }, group.ranges);
  throw new WebGpuError(
    'limit-exceeded',
    `query: one query with its mask, bias or weights takes ${largestBytes} bytes on the device, whose buffers hold at ` +
      `most ${profile.bufferBytes}`,
  );
}
