import { type KeyValueSizes, keyValueSizes } from '../attention/key-value-sizes.js';
import type { AttentionElementType, KeyValueCall, QueryCall } from '../backend/backend.js';
import { broadcastStrides } from '../tensor/broadcast.js';
import { floatValues } from '../tensor/float-values.js';

type Numbers = Float64Array | Float32Array;

/** The memory's half with its elements readable as numbers. */
export interface Memory {
  readonly sizes: KeyValueSizes;
  readonly key: Numbers;
  readonly value: Numbers;
  readonly keyMask: Uint8Array | undefined;
  readonly keyWeight: Float64Array | undefined;
}

export function readMemory(call: KeyValueCall): Memory {
  return {
    sizes: keyValueSizes(call),
    key: floatValues(call.key),
    value: floatValues(call.value),
    keyMask: call.keyMask?.data,
    keyWeight: call.keyWeight?.data,
  };
}

/** Elements that are repeated along the dimensions of `[B x R, Hq, M, N]` where their size is 1. */
interface PairElements<Elements> {
  readonly elements: Elements;
  readonly strides: readonly number[];
}

/** A whole call with its elements readable as numbers. */
export interface Problem extends Memory {
  readonly type: AttentionElementType;
  /** `B x R` */
  readonly batch: number;
  /** `Hq` */
  readonly queryHeads: number;
  /** `M` */
  readonly queries: number;
  readonly rows: number;
  /** `Hq / Hkv` */
  readonly groupSize: number;
  readonly query: Numbers;
  readonly mask: PairElements<Uint8Array> | undefined;
  readonly bias: PairElements<Numbers> | undefined;
  readonly scale: number;
  readonly softcap: number;
}

export function readProblem(memory: Memory, call: QueryCall): Problem {
  const [batch, queryHeads, queries] = call.query.shape as [number, number, number, number];
  return {
    ...memory,
    type: call.query.type,
    batch,
    queryHeads,
    queries,
    rows: call.rows,
    groupSize: queryHeads / memory.sizes.heads,
    query: floatValues(call.query),
    mask: call.mask && { elements: call.mask.data, strides: broadcastStrides(call.mask.shape) },
    bias: call.bias && { elements: floatValues(call.bias), strides: broadcastStrides(call.bias.shape) },
    scale: call.scale,
    softcap: call.softcap,
  };
}
