import { breathe, type Tensor } from '@crossattn/core';
import type { Graph } from '../graph/graph.js';
import type { Optimization } from './messages.js';
import { ownCopies } from './own-copies.js';
import { PoolWorker } from './pool-worker.js';
import type { WorkerEvents, WorkerHandle } from './worker-handle.js';
import type { WorkerPool } from './worker-pool.js';

type Tensors = Readonly<Record<string, Tensor>>;

/** A session that a pool can open in its threads. */
export interface PooledGraph {
  readonly graph: Graph;
  readonly optimization: Optimization | undefined;
  /** Runs it in the calling thread. */
  readonly runHere: (feeds: Tensors, outputs: readonly string[] | undefined) => Promise<Tensors>;
}

interface Job {
  readonly session: number;
  readonly feeds: Tensors;
  readonly outputs: readonly string[] | undefined;
  readonly resolve: (tensors: Tensors) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Milliseconds that the calling thread computes, while other runs wait for it, before threads are started: a start costs 0.2 s of
 * processor time a thread, which a short program never gets back.
 */
const worthThreads = 1000;

/** Runs that a thread has at once: one computes, the next is there already when the calling thread is busy itself. */
const runsAhead = 2;

/** Hands runs to threads, and computes in the calling thread what stands alone or cannot wait for a thread to start. */
export class ThreadPool implements WorkerPool {
  readonly threads: number;
  readonly #start: ((events: WorkerEvents) => WorkerHandle) | undefined;
  readonly #sessions = new Map<number, PooledGraph>();
  readonly #queue: Job[] = [];
  readonly #workers = new Set<PoolWorker>();
  readonly #running = new Set<Promise<unknown>>();
  #most: number;
  #numbers = 0;
  #here = 0;
  #scheduled = false;
  /** Milliseconds that the calling thread has computed while other runs waited. */
  #waited = 0;
  readonly #patience: number;

  /** @param patience - how long runs may wait before threads are started, in milliseconds */
  constructor(
    threads: number,
    start: ((events: WorkerEvents) => WorkerHandle) | undefined,
    patience: number = worthThreads,
  ) {
    this.#patience = patience;
    this.threads = start === undefined ? 1 : threads;
    this.#most = this.threads > 1 ? this.threads : 0;
    this.#start = start;
  }

  get runsAtOnce(): number {
    return this.threads > 1 ? runsAhead * this.threads : 1;
  }

  /** @returns the number of the session */
  add(graph: PooledGraph): number {
    this.#numbers += 1;
    this.#sessions.set(this.#numbers, graph);
    return this.#numbers;
  }

  /** Frees a session that has no more runs. */
  async remove(session: number): Promise<void> {
    this.#sessions.delete(session);
    await Promise.all(Array.from(this.#workers, (worker) => worker.close(session)));
  }

  run(session: number, feeds: Tensors, outputs: readonly string[] | undefined): Promise<Tensors> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ session, feeds, outputs, resolve, reject });
      if (this.#scheduled) return;
      // Runs that are called at once are seen together.
      this.#scheduled = true;
      void breathe().then(() => {
        this.#scheduled = false;
        this.#distribute();
      });
    });
  }

  async dispose(): Promise<void> {
    this.#most = 0;
    while (this.#running.size > 0 || this.#queue.length > 0) {
      await Promise.allSettled(this.#running);
      await breathe();
    }
    await Promise.all(Array.from(this.#workers, (worker) => worker.end()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  #distribute(): void {
    const alone = this.#queue.length === 1 && this.#running.size === 0;
    const waiting = alone ? this.#queue : this.#queue.filter((job) => !this.#handOut(job));
    if (waiting !== this.#queue) this.#queue.splice(0, this.#queue.length, ...waiting);
    if (waiting.length > 0 && !alone && this.#waited >= this.#patience) this.#prepare(waiting);
    if (this.#here > 0) return;
    const index = alone ? 0 : waiting.findIndex(({ session }) => !this.#isEverywhere(session));
    const [job] = index < 0 ? [] : this.#queue.splice(index, 1);
    if (job !== undefined) this.#runHere(job);
  }

  /** Gives a run to the thread that has least to do, where one has room for it. */
  #handOut(job: Job): boolean {
    let least: PoolWorker | undefined;
    for (const worker of this.#workers) {
      if (worker.has(job.session) !== 'open' || worker.load >= (least?.load ?? runsAhead)) continue;
      least = worker;
    }
    if (least === undefined || this.#most === 0) return false;
    const { feeds, transfer } = ownCopies(job.feeds);
    this.#follow(job, least.run(job.session, feeds, job.outputs, transfer));
    return true;
  }

  #runHere(job: Job): void {
    const known = this.#sessions.get(job.session) as PooledGraph;
    this.#here += 1;
    const start = performance.now();
    const run = known.runHere(job.feeds, job.outputs).finally(() => {
      this.#here -= 1;
      if (this.#queue.length > 0) this.#waited += performance.now() - start;
    });
    this.#follow(job, run);
  }

  #follow(job: Job, run: Promise<Tensors>): void {
    const followed = run.then(job.resolve, job.reject).finally(() => {
      this.#running.delete(followed);
      if (this.#queue.length > 0) this.#distribute();
    });
    this.#running.add(followed);
  }

  /** Starts threads for runs that wait, and opens their sessions in them. */
  #prepare(waiting: readonly Job[]): void {
    for (let missing = waiting.length; missing > 0 && this.#workers.size < this.#most; missing -= 1)
      this.#startWorker();
    if (this.#most === 0) return;
    for (const { session } of waiting) {
      for (const worker of this.#workers) if (worker.has(session) === undefined) this.#open(worker, session);
    }
  }

  #startWorker(): void {
    if (this.#start === undefined) return;
    let worker: PoolWorker;
    try {
      worker = new PoolWorker(this.#start);
    } catch (error) {
      this.#giveUp(error);
      return;
    }
    this.#workers.add(worker);
    void worker.ended.then(() => {
      this.#workers.delete(worker);
      if (this.#queue.length > 0) this.#distribute();
    });
  }

  #open(worker: PoolWorker, session: number): void {
    const { graph, optimization } = this.#sessions.get(session) as PooledGraph;
    worker.open(session, { graph, ...(optimization !== undefined && { optimization }) }).then(
      () => {
        if (this.#queue.length > 0) this.#distribute();
      },
      (error: unknown) => this.#giveUp(error),
    );
  }

  /** What cannot be computed in other threads is computed in this one. */
  #giveUp(error: unknown): void {
    if (this.#most === 0) return;
    this.#most = 0;
    process.emitWarning(
      `runs are computed in the calling thread alone, since worker threads could not take part: ${(error as Error).message}`,
      { type: 'CrossattnWarning', code: 'workers-unavailable' },
    );
    if (this.#queue.length > 0) this.#distribute();
  }

  #isEverywhere(session: number): boolean {
    if (this.#workers.size < this.#most) return false;
    return [...this.#workers].every((worker) => worker.has(session) === 'open') && this.#most > 0;
  }
}
