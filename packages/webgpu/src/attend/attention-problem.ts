import type { QueryCall, Tensor } from '@crossattn/core';
import type { DeviceMemory } from '../memory/device-memory.js';
import { type CallSizes, foldedRows } from '../plan/folded-rows.js';
import { type PairSteps, pairSteps } from '../plan/pair-window.js';
import type { StoredType } from '../shader/kernel-variant.js';

/** A tensor over pairs of query and key, with its steps. */
export interface PairTensor {
  readonly data: Uint8Array | Float32Array | Uint16Array;
  readonly steps: PairSteps;
}

/** A call against a memory on the device, in the terms of the kernels. */
export interface AttentionProblem {
  readonly sizes: CallSizes;
  /** Queries that attend to one head of one memory batch. */
  readonly rows: number;
  readonly type: StoredType;
  readonly query: Float32Array | Uint16Array;
  readonly mask: PairTensor | undefined;
  readonly bias: PairTensor | undefined;
  /** What the kernel multiplies scores by, before and after the cap (which is 0 where there is none). */
  readonly scale: number;
  readonly softcap: number;
  readonly returnWeights: boolean;
}

const log2e = Math.LOG2E;
const largestFloat = 3.4028234e38;
/** Scores of float32 are far below such a cap, and so it changes none. */
const ineffectiveCap = 1e30;

export function attentionProblem(call: QueryCall, memory: DeviceMemory): AttentionProblem {
  const [, queryHeads, queries, headSize] = call.query.shape as [number, number, number, number];
  const { batch, heads, keys, valueHeadSize } = memory;
  const sizes = {
    batch,
    memoryRows: call.rows,
    queryHeads,
    keyHeads: heads,
    queries,
    keys,
    headSize,
    valueHeadSize,
  };
  const capped = call.softcap > 0 && call.softcap < ineffectiveCap;
  return {
    sizes,
    rows: foldedRows(sizes),
    type: memory.type,
    query: call.query.data as Float32Array | Uint16Array,
    mask: pairTensor(call.mask),
    bias: pairTensor(call.bias as Tensor<'float32' | 'float16'> | undefined),
    scale: toFloat(capped ? call.scale / call.softcap : call.scale * log2e),
    softcap: capped ? call.softcap * log2e : 0,
    returnWeights: call.returnWeights,
  };
}

function pairTensor(tensor: Tensor<'bool' | 'float32' | 'float16'> | undefined): PairTensor | undefined {
  return tensor && { data: tensor.data, steps: pairSteps(tensor.shape) };
}

function toFloat(value: number): number {
  return Math.min(largestFloat, Math.max(-largestFloat, value));
}
