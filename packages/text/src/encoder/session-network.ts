import { requireType, type Session } from '@crossattn/onnx';
import type { PreparedText } from './prepared-text.js';
import { textFeeds } from './text-feeds.js';
import type { TextNetwork } from './text-network.js';

/**
 * A network in one session, whose graph has the inputs of {@link textFeeds}.
 */
export class SessionNetwork<Output extends string> implements TextNetwork<Output> {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async run(texts: readonly PreparedText[], length: number, output: Output): Promise<Float32Array> {
    const results = await this.#session.run(textFeeds(this.#session, texts, length), [output]);
    return requireType(results[output], 'float32').data;
  }

  dispose(): Promise<void> {
    return this.#session.dispose();
  }
}
