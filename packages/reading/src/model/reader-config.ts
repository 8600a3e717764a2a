import { Fields } from '@crossattn/checkpoint';

/** What the `config.json` of a reader says. */
export interface ReaderConfig {
  /** Which weights these are. */
  readonly revision: string;
  /** The network that reads windows together with a question. */
  readonly network: NetworkConfig;
  /** Word pieces of a window, and from the beginning of one to that of the next. */
  readonly windows: { readonly length: number; readonly stride: number };
  /** Most word pieces of a question. */
  readonly questionLength: number;
  /** Most word pieces of an answer. */
  readonly answerLength: number;
  /** Which weights the encoder has whose embeddings the network shares, where its file says it. */
  readonly encoderRevision: string | undefined;
  readonly calibration: Calibration;
}

/** The shape of the reading network. */
export interface NetworkConfig {
  readonly width: number;
  readonly heads: number;
  /** Layers that read a question or a window by itself. */
  readonly separateLayers: number;
  /** Layers that read both together. */
  readonly layers: number;
  readonly feedForward: number;
  /** Size of the queries and keys of the pointer. */
  readonly pointer: number;
}

/**
 * How the score of the best answer becomes the probability that there is none:
 * `1 / (1 + exp((score - threshold) / temperature))`.
 */
export interface Calibration {
  readonly threshold: number;
  readonly temperature: number;
}

/**
 * Checks a parsed `config.json`.
 *
 * @param source - what the file is called in an error
 * @throws CheckpointError `invalid-config`, naming the field
 */
export function parseReaderConfig(json: unknown, source: string): ReaderConfig {
  const fields = new Fields(json, '', source);
  fields.oneOf('model_type', ['crossattn-reader']);
  fields.count('format_version', { minimum: 2, maximum: 2 });
  const reader = fields.object('reader');
  const heads = reader.count('heads');
  const width = reader.count('width');
  if (width % heads !== 0) reader.refuse('heads', `a divisor of the width ${width}`);
  const windows = fields.object('windows');
  const length = windows.count('length');
  const calibration = fields.object('calibration');
  const encoder = fields.object('encoder');
  return {
    revision: fields.text('revision'),
    network: {
      width,
      heads,
      separateLayers: reader.count('separate_layers'),
      layers: reader.count('layers'),
      feedForward: reader.count('feed_forward'),
      pointer: reader.count('pointer'),
    },
    windows: { length, stride: windows.count('stride', { maximum: length }) },
    questionLength: fields.count('question_length'),
    answerLength: fields.count('answer_length'),
    encoderRevision: encoder.has('revision') ? encoder.text('revision') : undefined,
    calibration: {
      threshold: calibration.number('threshold'),
      temperature: calibration.number('temperature', { minimum: 1e-6 }),
    },
  };
}
