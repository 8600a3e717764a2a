import type { WeightStore } from '@crossattn/onnx';
import type { DecoderCheckpoint } from '../src/decoder/create-decoder.js';
import { RandomStream } from '../src/generation/random.js';

const WIDTH = 16;
const LAYERS = 2;
const FEED_FORWARD = 24;
const VOCABULARY = 29;
const MAX_LENGTH = 14;
/** Unlike the decoder's own width, so that nothing takes one for the other. */
export const MEMORY_WIDTH = 12;

/** A decoder with random weights: large enough that every part of it shows in the logits. */
export function tinyCheckpoint(
  revision = 'tiny-1',
): DecoderCheckpoint & { readonly values: ReadonlyMap<string, Float32Array> } {
  const values = new Map<string, Float32Array>();
  const shapes = new Map<string, readonly number[]>();
  const random = RandomStream.of(2024, 0);
  const add = (name: string, shape: readonly number[], scale: number, offset = 0): void => {
    const count = shape.reduce((product, size) => product * size, 1);
    shapes.set(name, shape);
    values.set(
      name,
      Float32Array.from({ length: count }, () => offset + scale * (2 * random.next() - 1)),
    );
  };
  const linear = (name: string, inner: number, outer: number): void => {
    add(`${name}.weight`, [inner, outer], 1.5 / Math.sqrt(inner));
    add(`${name}.bias`, [outer], 0.3);
  };
  const norm = (name: string): void => {
    add(`${name}.weight`, [WIDTH], 0.3, 1);
    add(`${name}.bias`, [WIDTH], 0.2);
  };
  add('decoder.embedding', [VOCABULARY, WIDTH], 1);
  add('decoder.output_bias', [VOCABULARY], 0.5);
  add('decoder.positions', [MAX_LENGTH, WIDTH], 0.7);
  for (let layer = 0; layer < LAYERS; layer++) {
    const prefix = `decoder.layers.${layer}`;
    for (const name of ['norm1', 'norm2', 'norm3']) norm(`${prefix}.${name}`);
    for (const name of ['query', 'key', 'value', 'output']) {
      linear(`${prefix}.self_attention.${name}`, WIDTH, WIDTH);
      linear(`${prefix}.cross_attention.${name}`, name === 'key' || name === 'value' ? MEMORY_WIDTH : WIDTH, WIDTH);
    }
    linear(`${prefix}.feed_forward.up`, WIDTH, FEED_FORWARD);
    linear(`${prefix}.feed_forward.down`, FEED_FORWARD, WIDTH);
  }
  norm('decoder.norm');
  const weights: WeightStore = {
    get(name) {
      const data = values.get(name);
      const shape = shapes.get(name);
      if (data === undefined || shape === undefined) return undefined;
      return { name, type: 'float32', shape, location: { bytes: new Uint8Array(data.buffer) } };
    },
    names: () => [...values.keys()],
  };
  return { config: tinyConfig(revision), weights, values };
}

function tinyConfig(revision: string): DecoderCheckpoint['config'] {
  return {
    modelType: 'crossattn-image-text',
    revision,
    decoder: {
      width: WIDTH,
      layers: LAYERS,
      heads: 4,
      feedForward: FEED_FORWARD,
      maxLength: MAX_LENGTH,
      vocabularySize: VOCABULARY,
      activation: 'gelu',
      normEpsilon: 1e-5,
    },
    tokens: { pad: 0, unknown: 1, end: 2 },
    tasks: { caption: { prompt: [3], generation: { beams: 3, lengthPenalty: 0.6, maxTokens: 10, noRepeatNgram: 2 } } },
  };
}
