import { rowBytes, writeRows } from '../buffer/write-rows.js';
import type { GpuCall } from '../device/gpu-call.js';
import { type FoldedBlock, rowRuns } from '../plan/folded-rows.js';
import type { AttentionProblem } from './attention-problem.js';
import { type BlockPlan, partialBytes } from './block-plan.js';
import type { PairBuffer } from './pair-buffer.js';

/** The mask and the bias of a call, which its blocks share. */
export interface PairBuffers {
  readonly mask: PairBuffer | undefined;
  readonly bias: PairBuffer | undefined;
}

/** What a block has on the device while it is computed; partial sums where its keys are split. */
export interface BlockBuffers {
  readonly query: GPUBuffer;
  readonly mask: GPUBuffer | undefined;
  readonly bias: GPUBuffer | undefined;
  readonly output: GPUBuffer;
  readonly partial: GPUBuffer | undefined;
  readonly partialStatistics: GPUBuffer | undefined;
  readonly statistics: GPUBuffer;
  readonly readback: GPUBuffer;
}

/** Lends a block its buffers, and writes queries, mask and bias. Within `commands` of the call. */
export function lendBlockBuffers(
  call: GpuCall,
  problem: AttentionProblem,
  plan: BlockPlan,
  pairs: PairBuffers,
): BlockBuffers {
  const partial = partialBytes(plan);
  return {
    query: writeQueries(call, problem, plan.block),
    mask: plan.maskWindow && pairs.mask?.write(call, plan.maskWindow),
    bias: plan.biasWindow && pairs.bias?.write(call, plan.biasWindow),
    output: call.lend('storage', plan.outputBytes),
    partial: partial === undefined ? undefined : call.lend('storage', partial.sums),
    partialStatistics: partial === undefined ? undefined : call.lend('storage', partial.statistics),
    statistics: call.lend('storage', plan.rows * 8),
    readback: call.lend('readback', plan.outputBytes),
  };
}

/** Gives back all but mask and bias, which the next block may read. */
export function giveBackBlockBuffers(call: GpuCall, { mask, bias, ...own }: BlockBuffers): void {
  for (const buffer of Object.values<GPUBuffer | undefined>(own)) if (buffer) call.giveBack(buffer);
}

function writeQueries(call: GpuCall, { sizes, query }: AttentionProblem, block: FoldedBlock): GPUBuffer {
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
