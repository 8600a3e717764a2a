import type { ComputeArray, ComputeTensor } from '../tensor/compute-tensor.js';

/** Consecutive batches of a memory that are computed together: all of them keep the same number of keys. */
export interface KeySegment {
  readonly firstBatch: number;
  readonly batches: number;
  readonly heads: number;
  /** How many keys are kept: those that some query may attend to. */
  readonly keys: number;
  /** For each batch which keys are kept; absent where all are. */
  readonly kept?: readonly Int32Array[];
  /** `[batches x keys]`: logarithms of the weights of the keys; absent where all weigh 1. */
  readonly keyBias?: ComputeArray;
}

/** A segment with its keys and values as they are. */
export interface MemorySegment extends KeySegment {
  /** `[batches, heads, keys, D]` */
  readonly key: ComputeTensor;
  /** `[batches, heads, keys, Dv]` */
  readonly value: ComputeTensor;
}
