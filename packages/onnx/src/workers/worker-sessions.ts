import type { Tensor } from '@crossattn/core';
import { OnnxError } from '../errors.js';
import { createRuntimeSession } from '../session/create-runtime-session.js';
import type { RuntimeSession } from '../session/runtime-session.js';
import type { WorkerTask } from './messages.js';

/** The sessions of one thread of a pool. */
export class WorkerSessions {
  readonly #sessions = new Map<number, RuntimeSession>();

  /** @returns the tensors of a run; nothing for other tasks */
  async do(task: WorkerTask): Promise<Readonly<Record<string, Tensor>>> {
    switch (task.kind) {
      case 'open': {
        const { session, graph, optimization } = task;
        const options = { threads: 1, ...(optimization !== undefined && { optimization }) };
        this.#sessions.set(session, await createRuntimeSession(graph, options));
        return {};
      }
      case 'run':
        return this.#opened(task.session).run(task.feeds, task.outputs);
      case 'close':
        await this.#sessions.get(task.session)?.dispose();
        this.#sessions.delete(task.session);
        return {};
      case 'end':
        for (const session of this.#sessions.values()) await session.dispose();
        this.#sessions.clear();
        return {};
    }
  }

  #opened(session: number): RuntimeSession {
    const opened = this.#sessions.get(session);
    if (opened !== undefined) return opened;
    throw new OnnxError(
      'run-failed',
      `a worker thread was given a run of the session ${session}, which it does not have`,
    );
  }
}
