import { createInterface } from 'node:readline';
import type { AskedPhoto } from '../asked-photo.js';
import type { AskedLine } from './question-line.js';

/** Where questions are typed, or piped in. */
export interface PromptStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stderr: NodeJS.WriteStream;
}

/**
 * Questions as a person types them, or as they are piped in, each to all photos; empty lines are passed over. The next
 * question is asked for when the answers to the one before are printed, which the caller tells.
 */
export class PromptLines {
  readonly #streams: PromptStreams;
  readonly #photos: readonly AskedPhoto[];
  readonly #signal: AbortSignal;
  #unanswered = 0;
  #allAnswered: () => void = () => {};

  constructor(streams: PromptStreams, photos: readonly AskedPhoto[], signal: AbortSignal) {
    this.#streams = streams;
    this.#photos = photos;
    this.#signal = signal;
  }

  /** The answer to one question line was printed. */
  answered(): void {
    this.#unanswered -= 1;
    if (this.#unanswered === 0) this.#allAnswered();
  }

  async *lines(): AsyncGenerator<AskedLine> {
    const { stdin, stderr } = this.#streams;
    const terminal = stdin.isTTY === true;
    const input = createInterface({ input: stdin, crlfDelay: Infinity, terminal, ...(terminal && { output: stderr }) });
    const stop = () => {
      input.close();
      this.#allAnswered();
    };
    this.#signal.addEventListener('abort', stop, { once: true });
    // In raw mode Ctrl-C reaches the reader of lines alone.
    input.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    input.setPrompt('? ');
    try {
      if (terminal) input.prompt();
      for await (const line of input) {
        const question = line.trim();
        if (question !== '') {
          const answered = new Promise<void>((resolve) => {
            this.#allAnswered = resolve;
          });
          this.#unanswered = this.#photos.length;
          for (const { name, photo } of this.#photos) yield { name, question, photo };
          if (!this.#signal.aborted) await answered;
        }
        if (terminal && !this.#signal.aborted) input.prompt();
      }
      this.#signal.throwIfAborted();
    } finally {
      this.#signal.removeEventListener('abort', stop);
      input.close();
    }
  }
}
