import type { QueryCall } from '@crossattn/core';
import type { BoundRun } from '../../session/bound-run.js';
import type { RuntimeSession } from '../../session/runtime-session.js';
import { attentionSession } from '../graphs/kernels.js';
import type { SessionPool } from '../graphs/session-pool.js';
import { type ComputeArray, type ComputeTensor, computeTensor } from '../tensor/compute-tensor.js';
import type { PlannedRun } from './call-plan.js';
import type { Attended } from './collector.js';
import { fixedFeeds } from './step-feeds.js';

/**
 * A call that one run computes as a whole: its query is fed as it came, its output is taken as it comes. What else the run is
 * fed is handed to ONNX Runtime by the first such call, since each step of a call costs microseconds (docs/decisions/0029).
 */
export class WholeRun {
  readonly #run: PlannedRun;
  readonly #outputShape: readonly number[];
  #bound: BoundRun | undefined;

  /** @param outputShape - `[B, Hq, M, Dv]` */
  constructor(run: PlannedRun, outputShape: readonly number[]) {
    this.#run = run;
    this.#outputShape = outputShape;
  }

  /** Nothing where the session is not made yet. */
  attend<Result>(
    pool: SessionPool,
    call: QueryCall,
    query: ComputeTensor,
    finish: (attended: Attended) => Result | Promise<Result>,
  ): Promise<Result> | undefined {
    if (this.#bound === undefined) {
      const session = attentionSession(pool, this.#run, false);
      if (session instanceof Promise) return undefined;
      this.#bound = this.#bind(session, call, query);
    }
    return this.#bound(query.data, (output) =>
      finish({ output: computeTensor(query.type, this.#outputShape.slice(), output as ComputeArray) }),
    );
  }

  #bind(session: RuntimeSession, call: QueryCall, { type, data }: ComputeTensor): BoundRun {
    const query = computeTensor(type, this.#run.queryShape, data);
    return session.bind({ query, ...fixedFeeds(this.#run, call, type) }, 'query', 'output');
  }
}
