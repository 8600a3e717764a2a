import type { EncoderIdentity, Memory, Tensor } from '@crossattn/core';
import type { Session } from '@crossattn/onnx';
import { lengthBatches } from './length-batches.js';
import { isPreparedText, type PreparedText } from './prepared-text.js';
import type { TextEncoder } from './text-encoder.js';
import { TextError } from './text-error.js';
import { TextMemory } from './text-memory.js';
import { type CheckedTextOptions, checkTextOptions, type TextOptions } from './text-options.js';
import type { TextReader } from './text-reader.js';
import { tokenFeeds } from './token-feeds.js';

/** What a session alone does not know. */
export interface TextEncoderDescription {
  readonly identity: EncoderIdentity;
  readonly maxLength: number;
  readonly width: number;
  readonly reader: TextReader;
}

/** Positions that go through the network at once: enough to keep the cores busy, little enough to stay in their caches. */
const batchCapacity = 1024;

/** Texts that are tokenized before others get their turn. */
const textsAtOnce = 64;

/** A text encoder whose network, `ids` and `mask` to `states`, runs in ONNX Runtime. */
export class SessionTextEncoder implements TextEncoder {
  readonly identity: EncoderIdentity;
  readonly maxLength: number;
  readonly width: number;
  readonly #session: Session;
  readonly #reader: TextReader;
  readonly #running = new Set<Promise<Memory>>();
  #disposed = false;

  constructor(session: Session, { identity, maxLength, width, reader }: TextEncoderDescription) {
    this.identity = identity;
    this.maxLength = maxLength;
    this.width = width;
    this.#session = session;
    this.#reader = reader;
  }

  prepare(text: string, options: Omit<TextOptions, 'signal'> = {}): PreparedText {
    return this.#reader.read(text, undefined, checkTextOptions(options));
  }

  async encode(
    texts: string | PreparedText | readonly (string | PreparedText)[],
    options: TextOptions = {},
  ): Promise<Memory> {
    if (this.#disposed) throw new TextError('disposed', 'this text encoder has been disposed of');
    const encoding = this.#encode(texts, options);
    this.#running.add(encoding);
    try {
      return await encoding;
    } finally {
      this.#running.delete(encoding);
    }
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await Promise.allSettled(this.#running);
    await this.#session.dispose();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  async #encode(
    texts: string | PreparedText | readonly (string | PreparedText)[],
    options: TextOptions,
  ): Promise<Memory> {
    const checked = checkTextOptions(options);
    checked.signal?.throwIfAborted();
    const prepared = await this.#prepareAll(texts, checked);
    const memory = new TextMemory(prepared, this.width);
    const lengths = prepared.map(({ ids }) => ids.length);
    for (const { rows, length } of lengthBatches(lengths, batchCapacity)) {
      checked.signal?.throwIfAborted();
      const feeds = tokenFeeds(
        rows.map((row) => prepared[row] as PreparedText),
        length,
      );
      const { states } = await this.#session.run(feeds, ['states']);
      memory.fill(rows, length, (states as Tensor<'float32'>).data);
    }
    checked.signal?.throwIfAborted();
    return memory.build(this.identity);
  }

  async #prepareAll(
    texts: string | PreparedText | readonly (string | PreparedText)[],
    options: CheckedTextOptions,
  ): Promise<PreparedText[]> {
    if (!Array.isArray(texts)) return [this.#prepareOne(texts, undefined, options)];
    if (texts.length === 0) throw new TextError('no-texts', 'expected at least one text, came an empty list');
    const prepared: PreparedText[] = [];
    for (const [index, text] of texts.entries()) {
      if (index > 0 && index % textsAtOnce === 0) await breathe(options.signal);
      prepared.push(this.#prepareOne(text, index, options));
    }
    return prepared;
  }

  #prepareOne(text: unknown, index: number | undefined, options: CheckedTextOptions): PreparedText {
    return isPreparedText(text) ? text : this.#reader.read(text, index, options);
  }
}

/** Lets waiting work run, an abort among it. */
async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resume) => setTimeout(resume, 0));
  signal?.throwIfAborted();
}
