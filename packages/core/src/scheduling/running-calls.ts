/**
 * The calls that run on something, which is freed once, after the last of them.
 *
 * A count and no set of promises: it takes part in every call of the op, the shortest of which last some microseconds.
 */
export class RunningCalls {
  #count = 0;
  #closing: Promise<void> | undefined;
  #becomesIdle: (() => void) | undefined;

  /** Whether freeing has begun: from then on no call may begin. */
  get closed(): boolean {
    return this.#closing !== undefined;
  }

  /** Whether a call may begin. Where it may, `end` follows, whatever comes of the call. */
  begin(): boolean {
    if (this.#closing !== undefined) return false;
    this.#count += 1;
    return true;
  }

  end(): void {
    this.#count -= 1;
    if (this.#count === 0) this.#becomesIdle?.();
  }

  /**
   * Runs work that `close` waits for.
   *
   * @throws what `refuse` makes, where freeing has begun, and what the work throws
   */
  async run<Result>(work: () => Promise<Result>, refuse: () => Error): Promise<Result> {
    if (!this.begin()) throw refuse();
    try {
      return await work();
    } finally {
      this.end();
    }
  }

  /**
   * Frees when no call runs any more. Later calls wait for the first.
   *
   * @throws what `free` throws
   */
  close(free: () => void | Promise<void>): Promise<void> {
    this.#closing ??= this.#idle().then(free);
    return this.#closing;
  }

  #idle(): Promise<void> {
    if (this.#count === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#becomesIdle = resolve;
    });
  }
}
