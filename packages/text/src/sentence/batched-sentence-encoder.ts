import { createMemory, type Memory, type Tensor } from '@crossattn/core';
import { BatchedTextEncoder, type TextEncoderDescription } from '../encoder/batched-text-encoder.js';
import type { TextInput } from '../encoder/text-encoder.js';
import { TextError } from '../encoder/text-error.js';
import { checkTextOptions, type TextOptions } from '../encoder/text-options.js';
import type { SentenceEncoder } from './sentence-encoder.js';
import type { SentenceNetwork } from './sentence-network.js';
import { rowLengths, stateRows } from './state-rows.js';

/** What a sentence encoder knows besides its network. */
export interface SentenceEncoderDescription extends TextEncoderDescription {
  readonly stateLayers: number;
}

/** A sentence encoder whose network may begin with texts or with the states of its lower half. */
export class BatchedSentenceEncoder extends BatchedTextEncoder<'embedding'> implements SentenceEncoder {
  readonly stateLayers: number;
  readonly #network: SentenceNetwork;

  constructor(network: SentenceNetwork, description: SentenceEncoderDescription) {
    super(network, description);
    this.stateLayers = description.stateLayers;
    this.#network = network;
  }

  embed(texts: TextInput | readonly TextInput[], options: TextOptions = {}): Promise<Tensor<'float32'>> {
    return this.whileOpen(async () => {
      const checked = checkTextOptions(options);
      const prepared = await this.prepareAll(texts, checked);
      const vectors = this.#vectors(prepared.length);
      await this.runBatches(prepared, 'embedding', checked, (rows, _, values) => vectors.fill(rows, values));
      return vectors.tensor;
    });
  }

  embedMemory(memory: Memory, options: Pick<TextOptions, 'signal'> = {}): Promise<Tensor<'float32'>> {
    return this.whileOpen(async () => {
      const { signal } = checkTextOptions(options);
      signal?.throwIfAborted();
      const checked = createMemory(memory);
      this.#refuseStranger(checked);
      const lengths = rowLengths(checked);
      const vectors = this.#vectors(lengths.length);
      await this.forBatches(lengths, signal, async (rows, length) =>
        vectors.fill(rows, await this.#network.embed(stateRows(checked, rows, length))),
      );
      return vectors.tensor;
    });
  }

  #refuseStranger({ encoder, states }: Memory): void {
    const { name, revision } = this.identity;
    if (encoder.name === name && encoder.revision === revision && states.shape[2] === this.width) return;
    throw new TextError(
      'wrong-encoder',
      `memory: expected states of ${name} ${revision} with the width ${this.width}, came ${encoder.name} ${encoder.revision} with ${states.shape[2]}`,
    );
  }

  /** Vectors of texts that come batch by batch. */
  #vectors(rows: number) {
    const { width } = this;
    const data = new Float32Array(rows * width);
    const tensor: Tensor<'float32'> = { type: 'float32', shape: [rows, width], data };
    const fill = (places: readonly number[], values: Float32Array) => {
      for (const [index, row] of places.entries()) {
        data.set(values.subarray(index * width, (index + 1) * width), row * width);
      }
    };
    return { tensor, fill };
  }
}
