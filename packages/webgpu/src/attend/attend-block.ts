import { rowBytes, vectors, writeRows } from '../buffer/write-rows.js';
import type { GpuCall } from '../device/gpu-call.js';
import type { DeviceMemory } from '../memory/device-memory.js';
import type { Segment } from '../memory/segment.js';
import { type FoldedBlock, rowRuns } from '../plan/folded-rows.js';
import type { KeyRange, PairGroup } from '../plan/segments.js';
import { type AttentionBinding, attentionBindings, boundBuffers } from '../shader/attention-shader.js';
import { parameterBytes } from '../shader/parameters.js';
import { reduceBindings, reduceThreads } from '../shader/reduce-shader.js';
import type { AttentionProblem } from './attention-problem.js';
import type { AttentionResult } from './attention-result.js';
import { type AttentionKernel, blockKernels } from './block-kernels.js';
import { blockParameters } from './block-parameters.js';
import { planBlock } from './block-plan.js';
import { type Dispatch, submitDispatches } from './dispatch.js';
import type { PairBuffer } from './pair-buffer.js';

export interface PairBuffers {
  readonly mask: PairBuffer | undefined;
  readonly bias: PairBuffer | undefined;
}

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
  const partial = plan.allSplits > 1;
  const rows = block.pairs * block.rows;
  const valueVectors = vectors(problem.sizes.valueHeadSize);
  const outputBytes = rows * valueVectors * 4 * problem.query.BYTES_PER_ELEMENT;

  const buffers = call.commands('uploading queries', () => ({
    query: writeQueries(call, problem, block),
    mask: plan.maskWindow && pairs.mask?.write(call, plan.maskWindow),
    bias: plan.biasWindow && pairs.bias?.write(call, plan.biasWindow),
    output: call.lend('storage', outputBytes),
    partial: partial ? call.lend('storage', plan.allSplits * rows * valueVectors * 16) : undefined,
    partialStatistics: partial ? call.lend('storage', plan.allSplits * rows * 8) : undefined,
    statistics: call.lend('storage', rows * 8),
    readback: call.lend('readback', outputBytes),
  }));

  const dispatchOf = (kernel: AttentionKernel, rangeIndex: number, segment: Segment, target: GPUBuffer): Dispatch => {
    const parameters = blockParameters(problem, plan, group, rangeIndex);
    const own: Record<AttentionBinding, GPUBuffer | undefined> = {
      parameters: writeUniform(call, parameterBytes(parameters)),
      query: buffers.query,
      key: segment.key,
      value: segment.value,
      target,
      statistics: kernel.variant.mode === 'partial' ? buffers.partialStatistics : buffers.statistics,
      keyTerms: segment.terms,
      mask: buffers.mask,
      bias: buffers.bias,
    };
    return {
      pipeline: kernel.pipeline,
      bindings: boundBuffers(kernel.variant).map((name) => [attentionBindings[name], own[name] as GPUBuffer]),
      workgroups: parameters.workgroups,
    };
  };

  const reductionDispatch = (pipeline: GPUComputePipeline): Dispatch => ({
    pipeline,
    bindings: [
      [reduceBindings.sizes, writeUniform(call, new Uint32Array([rows, plan.allSplits, 0, 0]).buffer)],
      [reduceBindings.partial, buffers.partial as GPUBuffer],
      [reduceBindings.partialStatistics, buffers.partialStatistics as GPUBuffer],
      [reduceBindings.target, buffers.output],
      [reduceBindings.statistics, buffers.statistics],
    ],
    workgroups: Math.ceil((rows * valueVectors) / reduceThreads),
  });
  const last = group.ranges.length - 1;
  for (const rangeIndex of group.ranges.keys()) {
    const segment = await memory.segment(group, rangeIndex);
    call.commands('computing attention', () => {
      const sums = dispatchOf(kernels.sums, rangeIndex, segment, buffers.partial ?? buffers.output);
      if (rangeIndex < last) {
        submitDispatches(call.session, [sums]);
        return;
      }
      const dispatches = kernels.reduction ? [sums, reductionDispatch(kernels.reduction)] : [sums];
      const copy = { from: buffers.output, to: buffers.readback, bytes: outputBytes };
      submitDispatches(call.session, dispatches, copy);
    });
  }
  const submitWeights = async (kernel: AttentionKernel, rangeIndex: number): Promise<WeightsOfRange> => {
    const segment = await memory.segment(group, rangeIndex);
    return weightsOfRange(call, block, group.ranges[rangeIndex] as KeyRange, (target) =>
      dispatchOf(kernel, rangeIndex, segment, target),
    );
  };
  // The device goes on with the weights of the keys that it has while the output is read.
  let weights = kernels.weights && (await submitWeights(kernels.weights, last));
  await call.read(buffers.readback, outputBytes, (bytes) => result.writeOutput(block, bytes));
  for (let rangeIndex = last; weights; rangeIndex -= 1) {
    const { range, bytes, target, readback } = weights;
    await call.read(readback, bytes, (words) => result.writeWeights(block, range, words));
    call.giveBack(target);
    call.giveBack(readback);
    weights = kernels.weights && rangeIndex > 0 ? await submitWeights(kernels.weights, rangeIndex - 1) : undefined;
  }
  for (const buffer of [
    buffers.query,
    buffers.output,
    buffers.partial,
    buffers.partialStatistics,
    buffers.statistics,
    buffers.readback,
  ])
    if (buffer) call.giveBack(buffer);
}

/** The weights of a range of keys, on their way. */
interface WeightsOfRange {
  readonly range: KeyRange;
  readonly bytes: number;
  readonly target: GPUBuffer;
  readonly readback: GPUBuffer;
}

function weightsOfRange(
  call: GpuCall,
  block: FoldedBlock,
  range: KeyRange,
  dispatch: (target: GPUBuffer) => Dispatch,
): WeightsOfRange {
  const bytes = block.pairs * block.rows * range.keys * 4;
  return call.commands('computing weights', () => {
    const target = call.lend('storage', bytes);
    const readback = call.lend('readback', bytes);
    submitDispatches(call.session, [dispatch(target)], { from: target, to: readback, bytes });
    return { range, bytes, target, readback };
  });
}

function writeQueries(call: GpuCall, problem: AttentionProblem, block: FoldedBlock): GPUBuffer {
  const { sizes, query } = problem;
  const buffer = call.lend('storage', block.pairs * block.rows * rowBytes(query, sizes.headSize));
  for (const { callRow, blockRow, count } of rowRuns(sizes, block))
    writeRows(call.session.device.queue, buffer, blockRow, {
      data: query,
      size: sizes.headSize,
      firstRow: callRow,
      rows: count,
    });
  return buffer;
}

function writeUniform(call: GpuCall, bytes: ArrayBuffer): GPUBuffer {
  const buffer = call.lend('uniform', bytes.byteLength);
  call.session.device.queue.writeBuffer(buffer, 0, bytes);
  return buffer;
}
