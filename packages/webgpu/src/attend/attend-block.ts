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
import { type Dispatch, recordDispatch } from './dispatch.js';
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

  for (const rangeIndex of group.ranges.keys()) {
    const segment = await memory.segment(group, rangeIndex);
    submit(call, (encoder) =>
      recordDispatch(
        call.session,
        encoder,
        dispatchOf(kernels.sums, rangeIndex, segment, buffers.partial ?? buffers.output),
      ),
    );
  }
  submit(call, (encoder) => {
    if (kernels.reduction)
      recordDispatch(call.session, encoder, {
        pipeline: kernels.reduction,
        bindings: [
          [reduceBindings.sizes, writeUniform(call, new Uint32Array([rows, plan.allSplits, 0, 0]).buffer)],
          [reduceBindings.partial, buffers.partial as GPUBuffer],
          [reduceBindings.partialStatistics, buffers.partialStatistics as GPUBuffer],
          [reduceBindings.target, buffers.output],
          [reduceBindings.statistics, buffers.statistics],
        ],
        workgroups: Math.ceil((rows * valueVectors) / reduceThreads),
      });
    encoder.copyBufferToBuffer(buffers.output, 0, buffers.readback, 0, outputBytes);
  });
  await call.read(buffers.readback, outputBytes, (bytes) => result.writeOutput(block, bytes));
  if (kernels.weights) {
    for (const [rangeIndex, range] of group.ranges.entries()) {
      const segment = await memory.segment(group, rangeIndex);
      await readWeights(call, block, range, result, (target) =>
        dispatchOf(kernels.weights as AttentionKernel, rangeIndex, segment, target),
      );
    }
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

async function readWeights(
  call: GpuCall,
  block: FoldedBlock,
  range: KeyRange,
  result: AttentionResult,
  dispatch: (target: GPUBuffer) => Dispatch,
): Promise<void> {
  const bytes = block.pairs * block.rows * range.keys * 4;
  const buffers: GPUBuffer[] = [];
  submit(call, (encoder) => {
    const target = call.lend('storage', bytes);
    const readback = call.lend('readback', bytes);
    buffers.push(target, readback);
    recordDispatch(call.session, encoder, dispatch(target));
    encoder.copyBufferToBuffer(target, 0, readback, 0, bytes);
  });
  await call.read(buffers[1] as GPUBuffer, bytes, (words) => result.writeWeights(block, range, words));
  for (const buffer of buffers) call.giveBack(buffer);
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

function submit(call: GpuCall, record: (encoder: GPUCommandEncoder) => void): void {
  call.commands('computing attention', (device) => {
    const encoder = device.createCommandEncoder();
    record(encoder);
    device.queue.submit([encoder.finish()]);
  });
}
