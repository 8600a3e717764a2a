import { encodeSafetensors, parseSafetensors } from '@crossattn/checkpoint';
import { float16ToNumber, numberToFloat16, type Tensor } from '@crossattn/core';
import type { TextCheckpoint } from '../src/index.js';
import { generator } from './random.js';
import { wordLevelTokenizer } from './word-level-tokenizer.js';

/** A small text encoder with random float16 weights, and their exact values for the reference. */
export interface TinyTextCheckpoint extends TextCheckpoint {
  readonly values: ReadonlyMap<string, Float64Array>;
}

/** Makes one; the same seed makes the same. */
export async function tinyTextCheckpoint(seed = 1): Promise<TinyTextCheckpoint> {
  const tokenizer = await wordLevelTokenizer();
  const text = { width: 16, layers: 2, heads: 4, feedForward: 24, maxLength: 10 };
  const random = generator(seed);
  const tensors: Record<string, Tensor> = {};
  const values = new Map<string, Float64Array>();
  const put = (name: string, shape: number[], scale: number, offset = 0) => {
    const length = shape.reduce((product, size) => product * size, 1);
    const bits = Uint16Array.from({ length }, () => numberToFloat16(offset + scale * (random() * 2 - 1)));
    tensors[name] = { type: 'float16', shape, data: bits };
    values.set(name, Float64Array.from(bits, float16ToNumber));
  };
  const linear = (name: string, inputs: number, outputs: number) => {
    put(`${name}.weight`, [inputs, outputs], 1.5 / Math.sqrt(inputs));
    put(`${name}.bias`, [outputs], 0.3);
  };
  const norm = (name: string) => {
    put(`${name}.weight`, [text.width], 0.3, 1);
    put(`${name}.bias`, [text.width], 0.3);
  };
  put('text.embedding', [tokenizer.size, text.width], 1);
  put('text.positions', [text.maxLength, text.width], 0.5);
  for (let index = 0; index < text.layers; index++) {
    const prefix = `text.layers.${index}`;
    norm(`${prefix}.norm1`);
    for (const part of ['query', 'key', 'value', 'output'])
      linear(`${prefix}.attention.${part}`, text.width, text.width);
    norm(`${prefix}.norm2`);
    linear(`${prefix}.feed_forward.up`, text.width, text.feedForward);
    linear(`${prefix}.feed_forward.down`, text.feedForward, text.width);
  }
  norm('text.norm');
  return {
    config: {
      modelType: 'crossattn-image-text',
      revision: `tiny-${seed}`,
      text,
      tokens: { pad: 0, unknown: 1, end: 2 },
      decoder: { vocabularySize: tokenizer.size },
    },
    tokenizer,
    weights: parseSafetensors(encodeSafetensors(tensors)),
    values,
  };
}
