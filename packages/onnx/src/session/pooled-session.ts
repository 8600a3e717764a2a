import { RunningCalls, type Tensor } from '@crossattn/core';
import type { Graph } from '../graph/graph.js';
import type { Optimization } from '../workers/messages.js';
import type { ThreadPool } from '../workers/thread-pool.js';
import type { RuntimeSession } from './runtime-session.js';
import type { Session } from './session.js';
import { sessionDisposed } from './session-disposed.js';

/** A session in the calling thread and, where runs are called at once, in the threads of a pool. */
export class PooledSession implements Session {
  readonly name: string;
  readonly inputs: Session['inputs'];
  readonly outputs: Session['outputs'];
  readonly #own: RuntimeSession;
  readonly #pool: ThreadPool;
  readonly #number: number;
  readonly #runs = new RunningCalls();

  /** @param own - becomes this object's to dispose */
  constructor(graph: Graph, own: RuntimeSession, pool: ThreadPool, optimization: Optimization | undefined) {
    this.name = own.name;
    this.inputs = own.inputs;
    this.outputs = own.outputs;
    this.#own = own;
    this.#pool = pool;
    this.#number = pool.add({ graph, optimization, runHere: (feeds, outputs) => own.run(feeds, outputs) });
  }

  run<Name extends string>(
    feeds: Readonly<Record<string, Tensor>>,
    outputs?: readonly Name[],
  ): Promise<Record<Name, Tensor>> {
    const work = async () => {
      this.#own.check(feeds, outputs ?? []);
      return (await this.#pool.run(this.#number, feeds, outputs)) as Record<Name, Tensor>;
    };
    return this.#runs.run(work, () => sessionDisposed(this.name));
  }

  dispose(): Promise<void> {
    return this.#runs.close(async () => {
      await this.#pool.remove(this.#number);
      await this.#own.dispose();
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }
}
