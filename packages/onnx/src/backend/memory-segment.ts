import type { ComputeArray, ComputeTensor } from './compute-tensor.js';

/** Consecutive batches of a memory that are computed together: all of them keep the same number of keys. */
export interface MemorySegment {
  readonly firstBatch: number;
  /** `[batches, heads, keptKeys, D]`, without the keys that no query may attend to. */
  readonly key: ComputeTensor;
  /** `[batches, heads, keptKeys, Dv]` */
  readonly value: ComputeTensor;
  /** For each batch which keys are kept; absent where all are. */
  readonly kept?: readonly Int32Array[];
  /** `[batches x keptKeys]`: logarithms of the weights of the keys; absent where all weigh 1. */
  readonly keyBias?: ComputeArray;
}
