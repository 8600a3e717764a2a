import type { Tensor } from '@crossattn/core';
import { createSession, requireType, type Session, type SessionOptions, type WeightStore } from '@crossattn/onnx';
import type { BertConfig } from '../bert/bert-config.js';
import type { PreparedText } from '../encoder/prepared-text.js';
import { textFeeds } from '../encoder/text-feeds.js';
import type { TextNetwork } from '../encoder/text-network.js';
import { composeLowerLayers, composeUpperLayers, type SentenceGraphOptions } from './sentence-graph.js';
import type { StateRows } from './state-rows.js';

/** The two halves of a sentence encoder: the lower one gives states, the upper one makes vectors of them. */
export class SentenceNetwork implements TextNetwork<'states' | 'embedding'> {
  readonly #lower: Session;
  readonly #upper: Session;

  private constructor(lower: Session, upper: Session) {
    this.#lower = lower;
    this.#upper = upper;
  }

  static async create(
    config: BertConfig,
    weights: WeightStore,
    cut: SentenceGraphOptions,
    options: SessionOptions,
  ): Promise<SentenceNetwork> {
    const lower = await createSession(composeLowerLayers(config, weights, cut), options);
    try {
      return new SentenceNetwork(lower, await createSession(composeUpperLayers(config, weights, cut), options));
    } catch (error) {
      await lower.dispose();
      throw error;
    }
  }

  async run(texts: readonly PreparedText[], length: number, output: 'states' | 'embedding'): Promise<Float32Array> {
    const feeds = textFeeds(this.#lower, texts, length);
    const results = await this.#lower.run(feeds, ['states']);
    const states = requireType(results.states, 'float32');
    return output === 'states' ? states.data : this.#embed(states, feeds.mask);
  }

  /** @returns the vectors, `[rows, width]` */
  embed({ states, mask }: StateRows): Promise<Float32Array> {
    const [rows = 0, length = 0] = mask.shape;
    const masked = this.#upper.inputs.some(({ name }) => name === 'mask');
    return this.#embed(states, masked ? { ...mask, shape: [rows, 1, 1, length] } : undefined);
  }

  async #embed(states: Tensor<'float32'>, mask: Tensor | undefined): Promise<Float32Array> {
    const { embedding } = await this.#upper.run(mask === undefined ? { states } : { states, mask }, ['embedding']);
    return requireType(embedding, 'float32').data;
  }

  async dispose(): Promise<void> {
    await Promise.all([this.#lower.dispose(), this.#upper.dispose()]);
  }
}
