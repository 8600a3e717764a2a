import type { DecoderConfig } from '@crossattn/checkpoint';
import { createSession, type Session, type SessionOptions, type WeightStore } from '@crossattn/onnx';
import { DecoderError } from '../decoder-error.js';
import { composeStepGraph } from '../graph/step-graph.js';

/** The step graphs of a decoder, one for each number of parts that memories are joined of, loaded when first needed. */
export class StepSessions {
  readonly #config: DecoderConfig;
  readonly #weights: WeightStore;
  readonly #options: SessionOptions;
  readonly #sessions = new Map<number, Promise<Session>>();
  #disposed = false;

  constructor(config: DecoderConfig, weights: WeightStore, options: SessionOptions) {
    this.#config = config;
    this.#weights = weights;
    this.#options = options;
  }

  /**
   * @throws OnnxError where weights are missing or of another shape, or ONNX Runtime refuses
   * @throws DecoderError `disposed`
   */
  async get(parts: number): Promise<Session> {
    if (this.#disposed) throw new DecoderError('disposed', 'the decoder was disposed');
    const loaded = this.#sessions.get(parts);
    if (loaded !== undefined) return loaded;
    const loading = this.#load(parts);
    this.#sessions.set(parts, loading);
    loading.catch(() => this.#sessions.delete(parts));
    return loading;
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    const sessions = await Promise.allSettled(this.#sessions.values());
    await Promise.all(
      sessions.map((session) => (session.status === 'fulfilled' ? session.value.dispose() : undefined)),
    );
  }

  async #load(parts: number): Promise<Session> {
    return createSession(composeStepGraph(this.#config, this.#weights, { parts }), this.#options);
  }
}
