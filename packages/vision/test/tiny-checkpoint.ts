import type { EncoderCheckpoint } from '../src/index.js';

/** The weights of a tiny encoder, for the graph and for the reference. */
export interface TinyCheckpoint extends EncoderCheckpoint {
  readonly values: ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>;
}

/** An encoder of every kind of block, small enough to compute in plain TypeScript; odd sizes make the padding uneven. */
export function tinyCheckpoint(padding: 'same' | 'symmetric' = 'same', seed = 1): TinyCheckpoint {
  const config: EncoderCheckpoint['config'] = {
    modelType: 'crossattn-image-text',
    revision: `tiny-${seed}`,
    vision: {
      type: 'efficientnet-lite',
      imageSize: 22,
      resize: 'squeeze',
      mean: [127, 120, 110],
      std: [128, 60, 70],
      stem: { out: 8, kernel: 3, stride: 2 },
      stages: [
        { repeats: 1, kernel: 3, stride: 1, expand: 1, in: 8, out: 6 },
        { repeats: 2, kernel: 5, stride: 2, expand: 3, in: 6, out: 10 },
      ],
      headChannels: 16,
      padding,
    },
    bridge: { width: 8, layers: 2, heads: 2, feedForward: 12, positions: 36 },
  };
  const random = generator(seed);
  const values = new Map<string, { shape: number[]; data: Float32Array }>();
  const put = (name: string, shape: number[], scale: number, offset = 0) => {
    const length = shape.reduce((product, size) => product * size, 1);
    values.set(name, { shape, data: Float32Array.from({ length }, () => offset + scale * (random() * 2 - 1)) });
  };
  const layer = (name: string, shape: number[], outputs: number, inputs: number) => {
    put(`${name}.weight`, shape, 2 / Math.sqrt(inputs));
    put(`${name}.bias`, [outputs], 0.5);
  };
  const { stem, stages, headChannels } = config.vision;
  layer('vision.stem', [stem.out, 3, stem.kernel, stem.kernel], stem.out, 27);
  for (const [index, stage] of stages.entries()) {
    for (let repeat = 0; repeat < stage.repeats; repeat++) {
      const inputs = repeat === 0 ? stage.in : stage.out;
      const wide = inputs * stage.expand;
      const prefix = `vision.stages.${index}.${repeat}`;
      if (stage.expand > 1) layer(`${prefix}.expand`, [wide, inputs, 1, 1], wide, inputs);
      layer(`${prefix}.depthwise`, [wide, 1, stage.kernel, stage.kernel], wide, stage.kernel ** 2);
      layer(`${prefix}.project`, [stage.out, wide, 1, 1], stage.out, wide);
    }
  }
  layer('vision.head', [headChannels, 10, 1, 1], headChannels, 10);
  const { width, layers, feedForward, positions } = config.bridge;
  layer('bridge.input', [headChannels, width], width, headChannels);
  put('bridge.positions', [positions, width], 0.5);
  const norm = (name: string) => {
    put(`${name}.weight`, [width], 0.3, 1);
    put(`${name}.bias`, [width], 0.3);
  };
  for (let index = 0; index < layers; index++) {
    const prefix = `bridge.layers.${index}`;
    norm(`${prefix}.norm1`);
    for (const part of ['query', 'key', 'value', 'output']) {
      layer(`${prefix}.attention.${part}`, [width, width], width, width);
    }
    norm(`${prefix}.norm2`);
    layer(`${prefix}.feed_forward.up`, [width, feedForward], feedForward, width);
    layer(`${prefix}.feed_forward.down`, [feedForward, width], width, feedForward);
  }
  norm('bridge.norm');
  return {
    config,
    values,
    weights: {
      names: () => [...values.keys()],
      get(name) {
        const value = values.get(name);
        if (value === undefined) return undefined;
        const { shape, data } = value;
        return { name, type: 'float32', shape, location: { bytes: new Uint8Array(data.buffer) } };
      },
    },
  };
}

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
