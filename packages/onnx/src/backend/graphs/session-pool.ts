import { platform } from '#platform';
import type { Graph } from '../../graph/graph.js';
import { createRuntimeSession, type RuntimeSessionOptions } from '../../session/create-runtime-session.js';
import type { RuntimeSession } from '../../session/runtime-session.js';

/** A session, or the promise of one that is being made: a short call spares itself the wait for a promise. */
export type EventualSession = RuntimeSession | Promise<RuntimeSession>;

/** The sessions of a backend, each made when it is first needed. */
export class SessionPool implements AsyncDisposable {
  readonly #options: RuntimeSessionOptions;
  readonly #sessions = new Map<string, EventualSession>();

  constructor(options: RuntimeSessionOptions) {
    this.#options = options;
  }

  /** As many threads as a session has, or a multiple where ONNX Runtime chooses. */
  get threads(): number {
    return this.#options.threads ?? platform.threads();
  }

  /**
   * @param key - Names the graph that `compose` makes; the first call composes it.
   * @param options - What differs for this session from the others.
   */
  session(key: string, compose: () => Graph, options: RuntimeSessionOptions = {}): EventualSession {
    const known = this.#sessions.get(key);
    if (known !== undefined) return known;
    const session = createRuntimeSession(compose(), { ...this.#options, ...options });
    this.#sessions.set(key, session);
    const settle = (made?: RuntimeSession) => {
      if (this.#sessions.get(key) !== session) return;
      // A session that could not be made is tried again by the next call.
      if (made === undefined) this.#sessions.delete(key);
      else this.#sessions.set(key, made);
    };
    session.then(settle, () => settle());
    return session;
  }

  /** A session that belongs to the caller, who disposes it. */
  create(graph: Graph): Promise<RuntimeSession> {
    return createRuntimeSession(graph, this.#options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    for (const session of await Promise.allSettled(sessions)) {
      if (session.status === 'fulfilled') await session.value.dispose();
    }
  }
}
