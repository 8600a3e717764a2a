import type { Writable } from 'node:stream';

/** Standard output or error as the command writes it: one write after the other, and a reader that leaves is no failure. */
export class TextOutput {
  readonly #stream: Writable;
  readonly #closed = new AbortController();

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on('error', (error: NodeJS.ErrnoException) => this.#closed.abort(error));
  }

  /** Aborts when nobody reads any more (`caption holiday | head -1`) or nothing can be written. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /** Whether the reader has left, as opposed to a full disk and the like. */
  get readerLeft(): boolean {
    const { reason, aborted } = this.#closed.signal;
    return aborted && (reason?.code === 'EPIPE' || reason?.code === 'ERR_STREAM_DESTROYED');
  }

  /** Writes, and waits until the reader has taken it. */
  async write(text: string): Promise<void> {
    if (this.#closed.signal.aborted) return;
    await new Promise<void>((resolve) => {
      this.#stream.write(text, (error) => {
        if (error) this.#closed.abort(error);
        resolve();
      });
    });
  }
}
