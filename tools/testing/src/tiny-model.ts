import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a tiny model is like. */
export interface TinyModelOptions {
  /** Other seeds give other weights and another revision. 1 by default. */
  readonly seed?: number;
  /** What it can be asked to write; both by default. */
  readonly tasks?: readonly ('caption' | 'answer')[];
}

/** The words of a tiny model; the special tokens come before them. */
export const tinyModelWords: readonly string[] =
  'a the is there what on of and in how many colour dog cat cup table red white black blue yes no one two three , ?'.split(
    ' ',
  );

const special = ['<pad>', '<unk>', '<end>', '<caption>', '<answer>'];
const width = 16;
const heads = 2;
const feedForward = 24;
const layers = 2;
const positions = 16;
const textLength = 12;
const maxLength = 20;
const vocabulary = [...special, ...tinyModelWords];
const stages = [
  { repeats: 1, kernel: 3, stride: 2, expand: 1, in: 4, out: 6 },
  { repeats: 2, kernel: 3, stride: 2, expand: 2, in: 6, out: 8 },
];
const headChannels = 12;

/** Writes a model folder with random weights: every part of a real one, small enough that a test runs it in milliseconds. */
export function writeTinyModel(
  folder: string,
  { seed = 1, tasks = ['caption', 'answer'] }: TinyModelOptions = {},
): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.json'), JSON.stringify(tinyConfig(seed, tasks)));
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tinyTokenizer()));
  writeFileSync(join(folder, 'model.safetensors'), safetensors(tinyWeights(seed)));
  return folder;
}

function tinyConfig(seed: number, tasks: readonly string[]): object {
  const transformer = { width, layers, heads, feed_forward: feedForward };
  const generation = { beams: 3, length_penalty: 0, max_tokens: 6, no_repeat_ngram: 0 };
  return {
    model_type: 'crossattn-image-text',
    format_version: 2,
    revision: `tiny-${seed}`,
    vision: {
      type: 'efficientnet-lite',
      image_size: 32,
      resize: 'squeeze',
      mean: [127, 127, 127],
      std: [128, 128, 128],
      stem: { out: 4, kernel: 3, stride: 2 },
      stages,
      head_channels: headChannels,
      padding: 'same',
    },
    bridge: { ...transformer, positions },
    text: { ...transformer, max_length: textLength },
    decoder: {
      ...transformer,
      max_length: maxLength,
      vocabulary_size: vocabulary.length,
      activation: 'gelu',
      norm_epsilon: 1e-5,
    },
    tokens: { pad: 0, unknown: 1, end: 2 },
    tasks: Object.fromEntries(tasks.map((task) => [task, { prompt: [task === 'caption' ? 3 : 4], generation }])),
  };
}

function tinyTokenizer(): object {
  return {
    version: '1.0',
    added_tokens: special.map((content, id) => ({
      ...{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true },
    })),
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: {
      type: 'Split',
      pattern: { Regex: "[\\p{L}\\p{N}]+(?:[-'][\\p{L}\\p{N}]+)*|[^\\s\\p{L}\\p{N}]" },
      behavior: 'Removed',
      invert: true,
    },
    post_processor: null,
    decoder: null,
    model: {
      type: 'WordLevel',
      vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
      unk_token: '<unk>',
    },
  };
}

interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

function tinyWeights(seed: number): Weight[] {
  const random = mulberry32(seed);
  const weights: Weight[] = [];
  const put = (name: string, shape: number[], scale: number, offset = 0) => {
    const length = shape.reduce((product, size) => product * size, 1);
    weights.push({ name, shape, data: Float32Array.from({ length }, () => offset + scale * (random() * 2 - 1)) });
  };
  const layer = (name: string, shape: number[], outputs: number, inputs: number) => {
    put(`${name}.weight`, shape, 2 / Math.sqrt(inputs));
    put(`${name}.bias`, [outputs], 0.5);
  };
  const linear = (name: string, inputs: number, outputs: number) => layer(name, [inputs, outputs], outputs, inputs / 4);
  const convolution = (name: string, outputs: number, inputs: number, kernel: number) =>
    layer(name, [outputs, inputs, kernel, kernel], outputs, inputs * kernel ** 2);
  const norm = (name: string) => {
    put(`${name}.weight`, [width], 0.2, 1);
    put(`${name}.bias`, [width], 0.2);
  };
  const attention = (name: string) => {
    for (const part of ['query', 'key', 'value', 'output']) linear(`${name}.${part}`, width, width);
  };
  const perceptron = (name: string) => {
    linear(`${name}.up`, width, feedForward);
    linear(`${name}.down`, feedForward, width);
  };
  const encoderLayers = (part: string) => {
    for (let index = 0; index < layers; index++) {
      norm(`${part}.layers.${index}.norm1`);
      attention(`${part}.layers.${index}.attention`);
      norm(`${part}.layers.${index}.norm2`);
      perceptron(`${part}.layers.${index}.feed_forward`);
    }
    norm(`${part}.norm`);
  };

  convolution('vision.stem', 4, 3, 3);
  for (const [index, stage] of stages.entries()) {
    for (let repeat = 0; repeat < stage.repeats; repeat++) {
      const inputs = repeat === 0 ? stage.in : stage.out;
      const wide = inputs * stage.expand;
      const block = `vision.stages.${index}.${repeat}`;
      if (stage.expand > 1) convolution(`${block}.expand`, wide, inputs, 1);
      layer(`${block}.depthwise`, [wide, 1, stage.kernel, stage.kernel], wide, stage.kernel ** 2);
      convolution(`${block}.project`, stage.out, wide, 1);
    }
  }
  convolution('vision.head', headChannels, stages.at(-1)?.out ?? 0, 1);
  linear('bridge.input', headChannels, width);
  put('bridge.positions', [positions, width], 0.5);
  encoderLayers('bridge');
  put('text.embedding', [vocabulary.length, width], 1);
  put('text.positions', [textLength, width], 0.5);
  encoderLayers('text');
  put('decoder.embedding', [vocabulary.length, width], 0.5);
  put('decoder.output_bias', [vocabulary.length], 0.5);
  put('decoder.positions', [maxLength, width], 1.5);
  for (let index = 0; index < layers; index++) {
    const block = `decoder.layers.${index}`;
    norm(`${block}.norm1`);
    attention(`${block}.self_attention`);
    norm(`${block}.norm2`);
    attention(`${block}.cross_attention`);
    norm(`${block}.norm3`);
    perceptron(`${block}.feed_forward`);
  }
  norm('decoder.norm');
  return weights;
}

function safetensors(weights: readonly Weight[]): Uint8Array {
  let offset = 0;
  const entries = weights.map(({ name, shape, data }) => {
    const begin = offset;
    offset += data.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, offset] }];
  });
  const json = JSON.stringify(Object.fromEntries(entries));
  const header = Buffer.from(json.padEnd(Math.ceil(json.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, ...weights.map(({ data }) => Buffer.from(data.buffer))]);
}

/** Numbers in [0, 1) that a seed repeats. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
