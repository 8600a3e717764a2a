import type { Tensor } from '@crossattn/core';
import { OnnxError } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import type { Optimization } from '../workers/messages.js';
import type { ThreadPool } from '../workers/thread-pool.js';
import type { RuntimeSession } from './runtime-session.js';
import type { Session } from './session.js';

/** A session in the calling thread and, where runs are called at once, in the threads of a pool. */
export class PooledSession implements Session {
  readonly name: string;
  readonly inputs: Session['inputs'];
  readonly outputs: Session['outputs'];
  readonly #own: RuntimeSession;
  readonly #pool: ThreadPool;
  readonly #number: number;
  readonly #running = new Set<Promise<unknown>>();
  #disposal: Promise<void> | undefined;

  /** @param own - becomes this object's to dispose */
  constructor(graph: Graph, own: RuntimeSession, pool: ThreadPool, optimization: Optimization | undefined) {
    this.name = own.name;
    this.inputs = own.inputs;
    this.outputs = own.outputs;
    this.#own = own;
    this.#pool = pool;
    this.#number = pool.add({ graph, optimization, runHere: (feeds, outputs) => own.run(feeds, outputs) });
  }

  async run<Name extends string>(
    feeds: Readonly<Record<string, Tensor>>,
    outputs?: readonly Name[],
  ): Promise<Record<Name, Tensor>> {
    if (this.#disposal !== undefined) {
      throw new OnnxError('session-disposed', `the session of graph '${this.name}' was disposed`);
    }
    this.#own.check(feeds, outputs ?? []);
    const run = this.#pool.run(this.#number, feeds, outputs);
    this.#running.add(run);
    try {
      return (await run) as Record<Name, Tensor>;
    } finally {
      this.#running.delete(run);
    }
  }

  dispose(): Promise<void> {
    this.#disposal ??= this.#release();
    return this.#disposal;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  async #release(): Promise<void> {
    await Promise.allSettled(this.#running);
    await this.#pool.remove(this.#number);
    await this.#own.dispose();
  }
}
