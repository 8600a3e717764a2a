import type { Tensor } from '@crossattn/core';
import { BatchedTextEncoder } from '../encoder/batched-text-encoder.js';
import type { TextInput } from '../encoder/text-encoder.js';
import { checkTextOptions, type TextOptions } from '../encoder/text-options.js';
import type { SentenceEncoder } from './sentence-encoder.js';

/** A sentence encoder whose network has the outputs `states` and `embedding`. */
export class BatchedSentenceEncoder extends BatchedTextEncoder<'embedding'> implements SentenceEncoder {
  embed(texts: TextInput | readonly TextInput[], options: TextOptions = {}): Promise<Tensor<'float32'>> {
    return this.whileOpen(async () => {
      const checked = checkTextOptions(options);
      const prepared = await this.prepareAll(texts, checked);
      const { width } = this;
      const data = new Float32Array(prepared.length * width);
      await this.runBatches(prepared, 'embedding', checked, (rows, _, vectors) => {
        for (const [index, row] of rows.entries()) {
          data.set(vectors.subarray(index * width, (index + 1) * width), row * width);
        }
      });
      return { type: 'float32', shape: [prepared.length, width], data };
    });
  }
}
