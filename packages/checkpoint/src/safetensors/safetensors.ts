import type { Tensor } from '@crossattn/core';
import type { WeightStore } from '@crossattn/onnx';

/** The tensors of a safetensors file, read one at a time when asked for. Nothing is held open. */
export interface Safetensors extends WeightStore {
  /** Free text by key, from `__metadata__`. */
  readonly metadata: ReadonlyMap<string, string>;
  /**
   * Reads one tensor into memory of its own.
   *
   * @throws CheckpointError `unknown-tensor`, `invalid-tensor` (a bool that is neither 0 nor 1); from a file also
   * `file-changed`, `not-found`, `unreadable`.
   */
  read(name: string, options?: { readonly signal?: AbortSignal }): Promise<Tensor>;
}
