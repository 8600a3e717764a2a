import type { DecoderConfig } from '@crossattn/checkpoint';
import { createSession, type Session, type SessionOptions, type WeightStore } from '@crossattn/onnx';
import { composeStepGraph } from '../graph/step-graph.js';

/** The step graphs of a decoder, one for each number of parts that memories are joined of, loaded when first needed. */
export class StepSessions {
  readonly #config: DecoderConfig;
  readonly #weights: WeightStore;
  readonly #options: SessionOptions;
  readonly #sessions = new Map<number, Promise<Session>>();

  constructor(config: DecoderConfig, weights: WeightStore, options: SessionOptions) {
    this.#config = config;
    this.#weights = weights;
    this.#options = options;
  }

  /** @throws OnnxError where weights are missing or of another shape, or ONNX Runtime refuses */
  get(parts: number): Promise<Session> {
    const loaded = this.#sessions.get(parts);
    if (loaded !== undefined) return loaded;
    const loading = this.#load(parts);
    this.#sessions.set(parts, loading);
    loading.catch(() => this.#sessions.delete(parts));
    return loading;
  }

  async dispose(): Promise<void> {
    const sessions = await Promise.allSettled(this.#sessions.values());
    await Promise.all(
      sessions.map((session) => (session.status === 'fulfilled' ? session.value.dispose() : undefined)),
    );
  }

  async #load(parts: number): Promise<Session> {
    return createSession(composeStepGraph(this.#config, this.#weights, { parts }), this.#options);
  }
}
