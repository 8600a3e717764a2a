import type { ElementType, Tensor } from '@crossattn/core';
import type { Value } from '../graph/value.js';

/** A graph that is loaded and ready to run. */
export interface Session extends AsyncDisposable {
  readonly name: string;
  /** The inputs: every one must be fed. */
  readonly inputs: readonly Value<ElementType>[];
  /** The outputs that a run may ask for. */
  readonly outputs: readonly Value<ElementType>[];
  /**
   * Runs the graph once. Tensors are fed without a copy: do not change their data before the promise settles.
   * The work itself is a synchronous native call that blocks the event loop; calls made at once run one after another, or side
   * by side in other threads where the session has a pool.
   *
   * @param outputs - The outputs to fetch, all by default. What is not asked for is not copied out.
   * @throws OnnxError `missing-input`, `unknown-input`, `unknown-output`, `shape-mismatch`, `type-mismatch`,
   * `run-failed`, `out-of-memory`, `session-disposed`
   */
  run<Name extends string>(
    feeds: Readonly<Record<string, Tensor>>,
    outputs?: readonly Name[],
  ): Promise<Record<Name, Tensor>>;
  /** Frees the native memory, after the runs that were begun; later runs are refused. */
  dispose(): Promise<void>;
}
