import { type EncoderIdentity, forEachConcurrently, RunningCalls } from '@crossattn/core';
import type { WorkerPool } from '@crossattn/onnx';
import { readEach } from '@crossattn/task';
import type { PreparedText, SentenceEncoder } from '@crossattn/text';
import type { Answer } from './answers/answer.js';
import { chooseAnswers } from './answers/choose-answers.js';
import { type ReadWindow, readPassage } from './answers/read-passage.js';
import { checkNames, checkSignal } from './check-options.js';
import type { Calibration, ReaderConfig } from './model/reader-config.js';
import { readerIdentity } from './model/reader-identity.js';
import type { ReadingNetwork } from './network/reading-network.js';
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
  readonly #calls = new RunningCalls();
  #passagesEncoded = 0;
  #questionsEncoded = 0;
  #windowsRead = 0;

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
    return readerIdentity(this.#config);
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
    if (this.#calls.closed) throw disposed();
    checkReadOptions(options, 'readEach');
    const check = async (request: ReadRequest) => this.#requests.read(withOptions(request, options));
    for await (const items of readEach(requests, requestsAhead, check, options.signal)) {
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
      checkSignal(signal);
      signal?.throwIfAborted();
      const texts = this.#requests.readPassages(passages);
      // The list is its caller's, who may change it meanwhile.
      const given = [...passages];
      const { width } = this.#config.network;
      const states = texts.map((windows) => new Float32Array(lengthOf(windows) * width));
      const fresh = texts.flatMap((windows, passage) =>
        windows.map(({ ids }, index) => ({ passage, ids, offset: lengthOf(windows.slice(0, index)) * width })),
      );
      const encode = async ({ passage, ids, offset }: (typeof fresh)[number]) => {
        states[passage]?.set(await this.#network.encode(ids), offset);
      };
      await forEachConcurrently(fresh, this.#workers.runsAtOnce, encode, signal);
      this.#passagesEncoded += texts.length;
      return texts.map((windows, passage) => {
        const text = { states: states[passage] as Float32Array, width };
        const memory = memoryOfWindows(given[passage] as string, windows, text, this.identity);
        this.#requests.remember(memory, [windows]);
        return memory;
      });
    });
  }

  dispose(): Promise<void> {
    return this.#calls.close(async () => {
      await Promise.all([this.encoder.dispose(), this.#network[Symbol.asyncDispose]()]);
      await this.#workers.dispose();
    });
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

  async #answer({ question, texts, windows, priors, topK, signal }: CheckedRequest): Promise<Answer[]> {
    signal?.throwIfAborted();
    const { ids } = question;
    const asked = await this.#network.ask({ ids, states: await this.#network.encode(ids) });
    this.#questionsEncoded += 1;
    const read: ReadWindow[] = [];
    const encoded = new Set<number>();
    const readWindow = async ([index, { source, passage, pieces }]: [number, PassageWindow]) => {
      const states = source instanceof Float32Array ? source : await this.#encodePieces(source);
      if (states !== source) encoded.add(passage);
      const { scores, spans } = await this.#network.read(asked, { ids: pieces.map(({ id }) => id), states });
      read[index] = { pieces, scores, spans };
      this.#windowsRead += 1;
    };
    await forEachConcurrently(windows.entries(), this.#workers.runsAtOnce, readWindow, signal);
    this.#passagesEncoded += encoded.size;
    const passages = texts.map((text, passage) =>
      readPassage(
        text,
        priors[passage] as number,
        read.filter((_, index) => windows[index]?.passage === passage),
      ),
    );
    return chooseAnswers(passages, this.#config.calibration).slice(0, topK);
  }

  /** States of the word pieces of a window, without those of its special tokens. */
  async #encodePieces({ ids }: PreparedText): Promise<Float32Array> {
    const { width } = this.#config.network;
    return (await this.#network.encode(ids)).subarray(width, (ids.length - 1) * width);
  }

  /** Runs work that `dispose` waits for. */
  #whileOpen<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#calls.run(work, disposed);
  }
}

function disposed(): ReadingError {
  return new ReadingError('disposed', 'this reader has been disposed of');
}

function lengthOf(windows: readonly PreparedText[]): number {
  return windows.reduce((sum, { ids }) => sum + ids.length, 0);
}
