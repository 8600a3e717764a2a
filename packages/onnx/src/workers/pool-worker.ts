import type { Tensor } from '@crossattn/core';
import { OnnxError } from '../errors.js';
import type { WorkerAnswer, WorkerTask } from './messages.js';
import { receivedError } from './sent-error.js';
import type { WorkerEvents, WorkerHandle } from './worker-handle.js';

type Tensors = Readonly<Record<string, Tensor>>;

interface Pending {
  readonly resolve: (tensors: Tensors) => void;
  readonly reject: (error: OnnxError) => void;
}

/** One thread of a pool and what it was asked. */
export class PoolWorker {
  /** Settles when the thread is no more. */
  readonly ended: Promise<void>;
  /** Runs that it was given and has not answered. */
  load = 0;
  readonly #handle: WorkerHandle;
  readonly #pending = new Map<number, Pending>();
  /** Sessions by number: whether the thread has them, or is about to. */
  readonly #sessions = new Map<number, 'opening' | 'open'>();
  #tasks = 0;
  #holds = 0;
  #end: string | undefined;

  constructor(start: (events: WorkerEvents) => WorkerHandle) {
    let settle = () => {};
    this.ended = new Promise((resolve) => {
      settle = resolve;
    });
    this.#handle = start({
      onAnswer: (answer) => this.#settle(answer),
      onEnd: (reason) => {
        this.#end = reason;
        for (const { reject } of this.#pending.values()) reject(this.#lost(reason));
        this.#pending.clear();
        settle();
      },
    });
  }

  /** Whether a session is there, is being opened, or neither. */
  has(session: number): 'opening' | 'open' | undefined {
    return this.#sessions.get(session);
  }

  async open(session: number, task: Omit<Extract<WorkerTask, { kind: 'open' }>, 'kind' | 'session'>): Promise<void> {
    this.#sessions.set(session, 'opening');
    await this.#ask({ kind: 'open', session, ...task });
    if (this.#sessions.has(session)) this.#sessions.set(session, 'open');
  }

  async run(
    session: number,
    feeds: Tensors,
    outputs: readonly string[] | undefined,
    transfer: readonly ArrayBuffer[],
  ): Promise<Tensors> {
    this.load += 1;
    try {
      return await this.#heldFor(() => this.#ask({ kind: 'run', session, feeds, outputs }, transfer));
    } finally {
      this.load -= 1;
    }
  }

  /** Frees a session; done too where the thread is no more. */
  async close(session: number): Promise<void> {
    if (!this.#sessions.delete(session)) return;
    await this.#heldFor(() => this.#ask({ kind: 'close', session })).catch(() => undefined);
  }

  /** Lets the thread finish what it was asked, and end. */
  end(): Promise<void> {
    return this.#heldFor(async () => {
      await this.#ask({ kind: 'end' }).catch(() => undefined);
      await this.ended;
    });
  }

  /** Keeps the process alive meanwhile. */
  async #heldFor<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#holds += 1;
    if (this.#holds === 1) this.#handle.keepAlive(true);
    try {
      return await work();
    } finally {
      this.#holds -= 1;
      if (this.#holds === 0) this.#handle.keepAlive(false);
    }
  }

  #ask(task: WorkerTask, transfer: readonly ArrayBuffer[] = []): Promise<Tensors> {
    return new Promise((resolve, reject) => {
      if (this.#end !== undefined) {
        reject(this.#lost(this.#end));
        return;
      }
      this.#tasks += 1;
      this.#pending.set(this.#tasks, { resolve, reject });
      this.#handle.post({ id: this.#tasks, task }, transfer);
    });
  }

  #settle(answer: WorkerAnswer): void {
    const pending = this.#pending.get(answer.id);
    this.#pending.delete(answer.id);
    if ('error' in answer) pending?.reject(receivedError(answer.error));
    else pending?.resolve(answer.tensors ?? {});
  }

  #lost(reason: string): OnnxError {
    return new OnnxError('worker-lost', `the worker thread that computed ended before it was done: ${reason}`);
  }
}
