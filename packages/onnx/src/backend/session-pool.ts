import type { Graph } from '../graph/graph.js';
import { createRuntimeSession, type RuntimeSessionOptions } from '../session/create-session.js';
import type { RuntimeSession } from '../session/runtime-session.js';

/** The sessions of a backend, each made when it is first needed. */
export class SessionPool implements AsyncDisposable {
  readonly #options: RuntimeSessionOptions;
  readonly #sessions = new Map<string, Promise<RuntimeSession>>();

  constructor(options: RuntimeSessionOptions) {
    this.#options = options;
  }

  /**
   * @param key - Names the graph that `compose` makes; the first call composes it.
   * @param options - What differs for this session from the others.
   */
  session(key: string, compose: () => Graph, options: RuntimeSessionOptions = {}): Promise<RuntimeSession> {
    const known = this.#sessions.get(key);
    if (known !== undefined) return known;
    const session = createRuntimeSession(compose(), { ...this.#options, ...options });
    this.#sessions.set(key, session);
    // A session that could not be made is tried again by the next call.
    session.catch(() => this.#sessions.delete(key));
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
