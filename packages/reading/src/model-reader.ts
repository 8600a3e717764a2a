import { breathe, type EncoderIdentity, forEachConcurrently } from '@crossattn/core';
import type { WorkerPool } from '@crossattn/onnx';
import { readEach } from '@crossattn/task';
import type { PreparedText, SentenceEncoder } from '@crossattn/text';
import type { Answer } from './answers/answer.js';
import { chooseAnswers } from './answers/choose-answers.js';
import { type ReadWindow, readPassage } from './answers/read-passage.js';
import { checkNames } from './check-options.js';
import type { Calibration, ReaderConfig } from './model/reader-config.js';
import type { AskedQuestion, ReadingNetwork } from './network/reading-network.js';
import { encodeWindows } from './passages/encode-windows.js';
import { memoryOfWindows } from './passages/memory-of-windows.js';
import type { PassageMemory } from './passages/passage-memory.js';
import type { PassageWindow } from './passages/passage-window.js';
import type { Reader, ReaderDevice } from './reader.js';
import { ReadingError } from './reading-error.js';
import type { ReadingStatistics } from './reading-statistics.js';
import { checkReadOptions, withOptions } from './requests/read-options.js';
import type { ReadOutcome } from './requests/read-outcome.js';
import type { ReadOptions, ReadRequest } from './requests/read-request.js';
import { type CheckedRequest, RequestReader } from './requests/request-reader.js';

/** Requests of many that are checked ahead of their turn. */
const requestsAhead = 4;

/** What a reader is made of. */
export interface ReaderParts {
  readonly model: string;
  readonly device: ReaderDevice;
  readonly config: ReaderConfig;
  readonly encoder: SentenceEncoder;
  readonly network: ReadingNetwork;
  /** The threads of both. */
  readonly workers: WorkerPool;
}

/** A reader made of an encoder and a network. */
export class ModelReader implements Reader {
  readonly model: string;
  readonly device: ReaderDevice;
  readonly encoder: SentenceEncoder;
  readonly #config: ReaderConfig;
  readonly #network: ReadingNetwork;
  readonly #workers: WorkerPool;
  readonly #requests: RequestReader;
  readonly #running = new Set<Promise<unknown>>();
  #passagesEncoded = 0;
  #questionsEncoded = 0;
  #windowsRead = 0;
  #disposed = false;

  constructor({ model, device, config, encoder, network, workers }: ReaderParts) {
    this.model = model;
    this.device = device;
    this.encoder = encoder;
    this.#config = config;
    this.#network = network;
    this.#workers = workers;
    this.#requests = new RequestReader(encoder, config);
  }

  get identity(): EncoderIdentity {
    return this.encoder.identity;
  }

  get calibration(): Calibration {
    return this.#config.calibration;
  }

  get statistics(): ReadingStatistics {
    return {
      passagesEncoded: this.#passagesEncoded,
      questionsEncoded: this.#questionsEncoded,
      windowsRead: this.#windowsRead,
    };
  }

  read(request: ReadRequest): Promise<Answer[]> {
    return this.#whileOpen(async () => this.#answer(this.#requests.read(request)));
  }

  async *readEach(
    requests: Iterable<ReadRequest> | AsyncIterable<ReadRequest>,
    options: ReadOptions = {},
  ): AsyncGenerator<ReadOutcome> {
    this.#checkUsable();
    checkReadOptions(options, 'readEach');
    const check = async (request: ReadRequest) => this.#requests.read(withOptions(request, options));
    for await (const items of readEach(requests, requestsAhead, check)) {
      for (const item of items) {
        options.signal?.throwIfAborted();
        yield await this.#outcome(item, options.signal);
      }
    }
    options.signal?.throwIfAborted();
  }

  encode(passages: readonly string[], options: { readonly signal?: AbortSignal } = {}): Promise<PassageMemory[]> {
    return this.#whileOpen(async () => {
      checkNames(options, ['signal'], 'encode');
      const { signal } = options;
      signal?.throwIfAborted();
      const texts = this.#requests.readPassages(passages);
      const memories: PassageMemory[] = [];
      const { width } = this.encoder;
      const states = encodeWindows(this.encoder, texts.flat(), signal);
      for (const [passage, windows] of texts.entries()) {
        const all = new Float32Array(windows.reduce((sum, { ids }) => sum + ids.length, 0) * width);
        let offset = 0;
        for (const _ of windows) {
          const part = (await states.next()).value as Float32Array;
          all.set(part, offset);
          offset += part.length;
        }
        this.#passagesEncoded += 1;
        const memory = memoryOfWindows(passages[passage] as string, windows, { states: all, width }, this.identity);
        this.#requests.remember(memory, [windows]);
        memories.push(memory);
      }
      return memories;
    });
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await Promise.allSettled(this.#running);
    await Promise.all([this.encoder.dispose(), this.#network[Symbol.asyncDispose]()]);
    await this.#workers.dispose();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  async #outcome(
    item:
      | { readonly index: number; readonly value: CheckedRequest }
      | { readonly index: number; readonly error: unknown },
    signal: AbortSignal | undefined,
  ): Promise<ReadOutcome> {
    const { index } = item;
    if ('error' in item) return { type: 'error', index, error: item.error };
    try {
      return { type: 'answers', index, answers: await this.#whileOpen(() => this.#answer(item.value)) };
    } catch (error) {
      signal?.throwIfAborted();
      return { type: 'error', index, error };
    }
  }

  async #answer({ question, texts, windows, topK, signal }: CheckedRequest): Promise<Answer[]> {
    signal?.throwIfAborted();
    const asked = await this.#ask(question, signal);
    const read: ReadWindow[] = [];
    const encoded = this.#encoded(windows, signal);
    await forEachConcurrently(encoded, this.#workers.runsAtOnce, async ({ index, pieces, states }) => {
      const { scores, spans } = await this.#network.read(asked, { ids: pieces.map(({ id }) => id), states });
      read[index] = { pieces, scores, spans };
      this.#windowsRead += 1;
    });
    signal?.throwIfAborted();
    const passages = texts.map((text, passage) =>
      readPassage(
        text,
        read.filter((_, index) => windows[index]?.passage === passage),
      ),
    );
    return chooseAnswers(passages, this.#config.calibration).slice(0, topK);
  }

  /** Windows with their states, which those that are no memory's get now. */
  async *#encoded(
    windows: readonly PassageWindow[],
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Pick<PassageWindow, 'pieces'> & { readonly index: number; readonly states: Float32Array }> {
    const fresh = windows.flatMap(({ source }) => (source instanceof Float32Array ? [] : [source]));
    const encoded = encodeWindows(this.encoder, fresh, signal);
    const { width } = this.encoder;
    const passagesEncoded = new Set<number>();
    for (const [index, { source, passage, pieces }] of windows.entries()) {
      let states = source;
      if (!(states instanceof Float32Array)) {
        const all = (await encoded.next()).value as Float32Array;
        states = all.subarray(width, all.length - width);
        passagesEncoded.add(passage);
      }
      // Worker threads leave the event loop free, and are handed what comes without a break.
      if (this.#workers.runsAtOnce === 1) await breathe(signal);
      signal?.throwIfAborted();
      yield { index, pieces, states };
    }
    this.#passagesEncoded += passagesEncoded.size;
  }

  async #ask({ ids, ...rest }: PreparedText, signal: AbortSignal | undefined): Promise<AskedQuestion> {
    const { states } = await this.encoder.encode([{ ids, ...rest }], signal ? { signal } : {});
    this.#questionsEncoded += 1;
    return this.#network.ask({ ids, states: states.data });
  }

  /** Runs work that `dispose` waits for. */
  async #whileOpen<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#checkUsable();
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  #checkUsable(): void {
    if (this.#disposed) throw new ReadingError('disposed', 'this reader has been disposed of');
  }
}
