import type { Graph } from '../graph/graph.js';
import { createSession, type SessionOptions } from '../session/create-session.js';
import type { Session } from '../session/session.js';

/** The sessions of a backend, each made when it is first needed. */
export class SessionPool implements AsyncDisposable {
  readonly #options: SessionOptions;
  readonly #sessions = new Map<string, Promise<Session>>();

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /**
   * @param key - Names the graph that `compose` makes; the first call composes it.
   * @param single - Whether one thread is to do all of it, whatever the options say.
   */
  session(key: string, compose: () => Graph, single = false): Promise<Session> {
    const known = this.#sessions.get(key);
    if (known !== undefined) return known;
    const session = createSession(compose(), single ? { ...this.#options, threads: 1 } : this.#options);
    this.#sessions.set(key, session);
    // A session that could not be made is tried again by the next call.
    session.catch(() => this.#sessions.delete(key));
    return session;
  }

  /** A session that belongs to the caller, who disposes it. */
  create(graph: Graph): Promise<Session> {
    return createSession(graph, this.#options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    for (const session of await Promise.allSettled(sessions)) {
      if (session.status === 'fulfilled') await session.value.dispose();
    }
  }
}
