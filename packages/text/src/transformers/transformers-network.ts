import type { PreTrainedModel } from '@xenova/transformers';
import { paddedIds } from '../encoder/padded-ids.js';
import type { PreparedText } from '../encoder/prepared-text.js';
import { TextError } from '../encoder/text-error.js';
import type { TextNetwork } from '../encoder/text-network.js';
import type { TransformersPackage } from './load-package.js';

/** A network of `@xenova/transformers`. */
export class TransformersNetwork implements TextNetwork {
  readonly #transformers: TransformersPackage;
  readonly #network: PreTrainedModel;
  readonly #output: string;
  readonly #pad: number;

  /**
   * @param output - the name of the output with a state for every token
   * @param pad - the id that stands for padding
   */
  constructor(transformers: TransformersPackage, network: PreTrainedModel, output: string, pad: number) {
    this.#transformers = transformers;
    this.#network = network;
    this.#output = output;
    this.#pad = pad;
  }

  async run(texts: readonly PreparedText[], length: number): Promise<Float32Array> {
    const { states } = await this.#run(texts, length);
    return states;
  }

  /** The size of a state, found by running a text. */
  async widthOf(text: PreparedText): Promise<number> {
    const { width } = await this.#run([text], text.ids.length);
    return width;
  }

  async dispose(): Promise<void> {
    await this.#network.dispose();
  }

  async #run(texts: readonly PreparedText[], length: number): Promise<{ states: Float32Array; width: number }> {
    const { ids, mask } = paddedIds(texts, length, this.#pad);
    const { Tensor } = this.#transformers;
    const shape = [texts.length, length];
    let outputs: Readonly<Record<string, unknown>>;
    try {
      outputs = await this.#network({
        input_ids: new Tensor('int64', ids, shape),
        attention_mask: new Tensor('int64', BigInt64Array.from(mask, BigInt), shape),
      });
    } catch (cause) {
      throw new TextError('unsupported-model', `the model cannot run on text alone: ${(cause as Error).message}`, {
        cause,
      });
    }
    const states = outputs[this.#output];
    if (!(states instanceof Tensor)) {
      const known = Object.keys(outputs).join(', ');
      throw new TextError('unsupported-model', `output: expected one of ${known}, came ${this.#output}`);
    }
    const [batch, positions, width = 0] = states.dims;
    if (states.type !== 'float32' || states.dims.length !== 3 || batch !== texts.length || positions !== length) {
      throw new TextError(
        'unsupported-model',
        `${this.#output}: expected float32 [${texts.length}, ${length}, width], came ${states.type} [${states.dims.join(', ')}]`,
      );
    }
    return { states: states.data as Float32Array, width };
  }
}
