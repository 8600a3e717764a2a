import { CheckpointError } from '../errors.js';
import { describeValue } from '../json.js';
import type { Fields } from './fields.js';

/** Inverted-residual blocks that follow each other with the same kernel and width. */
export interface EfficientNetLiteStage {
  readonly repeats: number;
  readonly kernel: number;
  /** Of the first block; the others have stride 1. */
  readonly stride: number;
  /** How many times wider a block is inside; 1 = no expanding convolution. */
  readonly expand: number;
  readonly in: number;
  readonly out: number;
}

/** An EfficientNet-Lite image encoder and what its photos are turned into first. */
export interface EfficientNetLiteConfig {
  readonly type: 'efficientnet-lite';
  /** Pixels of a side of the square that the network sees. */
  readonly imageSize: number;
  /** `squeeze`: the whole frame is squeezed into the square, nothing is cropped. */
  readonly resize: 'squeeze';
  /** Red, green, blue on the scale 0..255: the network sees `(pixel - mean) / std`. */
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
  readonly stem: { readonly out: number; readonly kernel: number; readonly stride: number };
  readonly stages: readonly EfficientNetLiteStage[];
  readonly headChannels: number;
  /** `same` pads as TensorFlow does, unevenly at stride 2; `symmetric` pads alike on both sides. */
  readonly padding: 'same' | 'symmetric';
}

/** Reads the `vision` part of a configuration. */
export function parseVisionConfig(vision: Fields, source: string): EfficientNetLiteConfig {
  const type = vision.text('type');
  if (type !== 'efficientnet-lite') {
    throw new CheckpointError(
      'unknown-architecture',
      `${source}: ${vision.pathOf('type')}: expected "efficientnet-lite", came ${describeValue(type)}`,
    );
  }
  const stem = vision.object('stem');
  const stemOut = stem.count('out');
  return {
    type,
    imageSize: vision.count('image_size', { maximum: 4096 }),
    resize: vision.oneOf('resize', ['squeeze']),
    mean: colour(vision, 'mean'),
    std: divisor(vision, 'std'),
    stem: { out: stemOut, kernel: stem.count('kernel'), stride: stem.count('stride') },
    stages: parseStages(vision.objects('stages'), stemOut),
    headChannels: vision.count('head_channels'),
    padding: vision.oneOf('padding', ['same', 'symmetric']),
  };
}

/** Number of cells of the map that the network makes of one photo; both paddings give a stride's share, rounded up. */
export function mapCells({ imageSize, stem, stages }: EfficientNetLiteConfig): number {
  const side = [stem, ...stages].reduce((size, { stride }) => Math.ceil(size / stride), imageSize);
  return side ** 2;
}

function parseStages(stages: readonly Fields[], stemOut: number): EfficientNetLiteStage[] {
  let channels = stemOut;
  return stages.map((stage) => {
    if (stage.count('in') !== channels) stage.refuse('in', `${channels}, what the layer before gives`);
    const input = channels;
    channels = stage.count('out');
    return {
      repeats: stage.count('repeats'),
      kernel: stage.count('kernel'),
      stride: stage.count('stride'),
      expand: stage.count('expand'),
      in: input,
      out: channels,
    };
  });
}

function colour(fields: Fields, name: string): [number, number, number] {
  const [red = 0, green = 0, blue = 0] = fields.numbers(name, 3);
  return [red, green, blue];
}

function divisor(fields: Fields, name: string): [number, number, number] {
  const values = colour(fields, name);
  return values.every((value) => value > 0) ? values : fields.refuse(name, 'a list of 3 numbers above 0');
}
