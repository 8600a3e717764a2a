import { requireType, type Session } from '@crossattn/onnx';
import { paddedIds } from './padded-ids.js';
import type { PreparedText } from './prepared-text.js';
import type { TextNetwork } from './text-network.js';

/**
 * A network in a session whose graph has the inputs `ids` `[batch, length]`, `positions` `[length]` and `mask`
 * `[batch, 1, 1, length]`.
 */
export class SessionNetwork<Output extends string> implements TextNetwork<Output> {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async run(texts: readonly PreparedText[], length: number, output: Output): Promise<Float32Array> {
    const { ids, mask } = paddedIds(texts, length, 0);
    const feeds = {
      ids: { type: 'int64', shape: [texts.length, length], data: ids },
      positions: { type: 'int64', shape: [length], data: BigInt64Array.from({ length }, (_, index) => BigInt(index)) },
      mask: { type: 'bool', shape: [texts.length, 1, 1, length], data: mask },
    } as const;
    const results = await this.#session.run(feeds, [output]);
    return requireType(results[output], 'float32').data;
  }

  dispose(): Promise<void> {
    return this.#session.dispose();
  }
}
