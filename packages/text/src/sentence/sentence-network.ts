import type { Tensor } from '@crossattn/core';
import {
  createSession,
  createWorkerPool,
  requireType,
  type Session,
  type WeightStore,
  type WorkerPool,
} from '@crossattn/onnx';
import type { BertConfig } from '../bert/bert-config.js';
import type { PreparedText } from '../encoder/prepared-text.js';
import { textFeeds } from '../encoder/text-feeds.js';
import type { TextNetwork } from '../encoder/text-network.js';
import { composeLowerLayers, composeUpperLayers, type SentenceGraphOptions } from './sentence-graph.js';
import type { StateRows } from './state-rows.js';

/** What the halves of a sentence encoder are computed with. */
export interface SentenceCompute {
  readonly threads?: number | undefined;
  /** Stays its maker's; absent = threads of the network's own. */
  readonly workers?: WorkerPool | undefined;
}

/** The two halves of a sentence encoder: the lower one gives states, the upper one makes vectors of them. */
export class SentenceNetwork implements TextNetwork<'states' | 'embedding'> {
  readonly runsAtOnce: number;
  readonly #lower: Session;
  readonly #upper: Session;
  readonly #ownWorkers: WorkerPool | undefined;

  private constructor(lower: Session, upper: Session, runsAtOnce: number, ownWorkers: WorkerPool | undefined) {
    this.#lower = lower;
    this.#upper = upper;
    this.runsAtOnce = runsAtOnce;
    this.#ownWorkers = ownWorkers;
  }

  static async create(
    config: BertConfig,
    weights: WeightStore,
    cut: SentenceGraphOptions,
    { threads, workers }: SentenceCompute,
  ): Promise<SentenceNetwork> {
    const given = threads === undefined ? {} : { threads };
    const pool = workers ?? createWorkerPool(given);
    const options = { ...given, workers: pool };
    const lower = await createSession(composeLowerLayers(config, weights, cut), options);
    try {
      const upper = await createSession(composeUpperLayers(config, weights, cut), options);
      return new SentenceNetwork(lower, upper, pool.runsAtOnce, workers === undefined ? pool : undefined);
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
    await this.#ownWorkers?.dispose();
  }
}
