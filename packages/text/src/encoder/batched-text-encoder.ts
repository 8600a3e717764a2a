import { breathe, type EncoderIdentity, forEachConcurrently, type Memory, RunningCalls } from '@crossattn/core';
import { lengthBatches } from './length-batches.js';
import { isPreparedText, type PreparedText } from './prepared-text.js';
import type { TextEncoder, TextInput } from './text-encoder.js';
import { TextError } from './text-error.js';
import { TextMemory } from './text-memory.js';
import type { TextNetwork } from './text-network.js';
import { type CheckedTextOptions, checkTextOptions, type TextOptions } from './text-options.js';
import type { TextReader } from './text-reader.js';
import type { WindowOptions } from './window-options.js';

/** What a network alone does not know. */
export interface TextEncoderDescription {
  readonly identity: EncoderIdentity;
  readonly maxLength: number;
  readonly width: number;
  readonly reader: TextReader;
  /**
   * Most positions that go through the network at once; 0 = every text by itself.
   * @defaultValue 1024: enough to keep the cores busy, little enough to stay in their caches
   */
  readonly batchCapacity?: number;
}

/** Texts that are tokenized before others get their turn. */
const textsAtOnce = 64;

/** A text encoder that runs its network on batches of texts of about the same length. */
export class BatchedTextEncoder<Output extends string = 'states'> implements TextEncoder {
  readonly identity: EncoderIdentity;
  readonly maxLength: number;
  readonly width: number;
  readonly #network: TextNetwork<Output | 'states'>;
  readonly #reader: TextReader;
  readonly #batchCapacity: number;
  readonly #calls = new RunningCalls();

  constructor(network: TextNetwork<Output | 'states'>, description: TextEncoderDescription) {
    this.identity = description.identity;
    this.maxLength = description.maxLength;
    this.width = description.width;
    this.#network = network;
    this.#reader = description.reader;
    this.#batchCapacity = description.batchCapacity ?? 1024;
  }

  prepare(text: string, options: Omit<TextOptions, 'signal'> = {}): PreparedText {
    return this.#reader.read(text, undefined, checkTextOptions(options));
  }

  prepareWindows(text: string, windows: WindowOptions): PreparedText[] {
    return this.#reader.readWindows(text, windows);
  }

  countTokens(text: string): number {
    return this.#reader.count(text);
  }

  encode(texts: TextInput | readonly TextInput[], options: TextOptions = {}): Promise<Memory> {
    return this.whileOpen(async () => {
      const checked = checkTextOptions(options);
      const prepared = await this.prepareAll(texts, checked);
      const memory = new TextMemory(prepared, this.width);
      await this.runBatches(prepared, 'states', checked, (rows, length, states) => memory.fill(rows, length, states));
      return memory.build(this.identity);
    });
  }

  dispose(): Promise<void> {
    return this.#calls.close(() => this.#network.dispose());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  /** Runs work that `dispose` waits for. */
  protected whileOpen<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#calls.run(work, () => new TextError('disposed', 'this text encoder has been disposed of'));
  }

  /** Reads texts that have not been prepared. */
  protected async prepareAll(
    texts: TextInput | readonly TextInput[],
    options: CheckedTextOptions,
  ): Promise<PreparedText[]> {
    options.signal?.throwIfAborted();
    if (!Array.isArray(texts)) return [this.#prepareOne(texts, undefined, options)];
    if (texts.length === 0) throw new TextError('no-texts', 'expected at least one text, came an empty list');
    const prepared: PreparedText[] = [];
    for (const [index, text] of texts.entries()) {
      if (index > 0 && index % textsAtOnce === 0) await breathe(options.signal);
      prepared.push(this.#prepareOne(text, index, options));
    }
    return prepared;
  }

  /** Runs the network on all texts; `take` gets the output of some rows. */
  protected runBatches(
    texts: readonly PreparedText[],
    output: Output | 'states',
    { signal }: CheckedTextOptions,
    take: (rows: readonly number[], length: number, values: Float32Array) => void,
  ): Promise<void> {
    const lengths = texts.map(({ ids }) => ids.length);
    return this.forBatches(lengths, signal, async (rows, length) => {
      const batch = rows.map((row) => texts[row] as PreparedText);
      take(rows, length, await this.#network.run(batch, length, output));
    });
  }

  /** Does work on rows of about the same length, batch by batch, on as many at once as the network has use for. */
  protected async forBatches(
    lengths: readonly number[],
    signal: AbortSignal | undefined,
    work: (rows: readonly number[], length: number) => Promise<void>,
  ): Promise<void> {
    const batches = lengthBatches(lengths, this.#batchCapacity);
    const runsAtOnce = this.#network.runsAtOnce ?? 1;
    await forEachConcurrently(batches, runsAtOnce, ({ rows, length }) => work(rows, length), signal);
  }

  #prepareOne(text: unknown, index: number | undefined, options: CheckedTextOptions): PreparedText {
    return isPreparedText(text) ? text : this.#reader.read(text, index, options);
  }
}
