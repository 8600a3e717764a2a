import type { EncoderIdentity } from '@crossattn/core';
import { checkEncoderOptions, type TextEncoderOptions } from '../encoder/encoder-options.js';
import { TextError } from '../encoder/text-error.js';

/** How a model of `@xenova/transformers` is found and computes. */
export interface TransformersEncoderOptions extends TextEncoderOptions {
  /**
   * Name of the class that loads the model, such as `CLIPTextModel` where only a part of a model reads text.
   * @defaultValue `AutoModel`
   */
  readonly modelClass?: string;
  /**
   * The output that holds a state for every token, `[batch, length, width]`.
   * @defaultValue `last_hidden_state`
   */
  readonly output?: string;
  /**
   * Branch, tag or commit of a model on the hub.
   * @defaultValue `main`
   */
  readonly revision?: string;
  /**
   * Which of the model's files: `fp32` is `model.onnx`, `q8` is `model_quantized.onnx`, and so on.
   * @defaultValue `fp32`
   */
  readonly dtype?: 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4' | 'q4f16' | 'bnb4';
  /** Where downloaded files are kept; the package's own place by default. */
  readonly cacheFolder?: string;
  /** Nothing is fetched from the hub; a folder is always read without it. */
  readonly localFilesOnly?: boolean;
  /**
   * Most tokens of a text, special tokens included.
   * @defaultValue what the model's files say
   */
  readonly maxLength?: number;
  /**
   * Who made the memories, for decoders that check it.
   * @defaultValue the name of the model or its folder, with the revision and `dtype`
   */
  readonly identity?: EncoderIdentity;
  /** Is told how far each file has been fetched. */
  readonly onProgress?: (progress: { readonly file: string; readonly loaded: number; readonly total: number }) => void;
}

const names = [
  'threads',
  'modelClass',
  'output',
  'revision',
  'dtype',
  'cacheFolder',
  'localFilesOnly',
  'maxLength',
  'identity',
  'onProgress',
];

const types = ['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4', 'q4f16', 'bnb4'];

/**
 * Checks the options.
 *
 * @throws {@link TextError} `invalid-option`
 */
export function checkTransformersOptions(options: TransformersEncoderOptions): TransformersEncoderOptions {
  checkEncoderOptions(options, names);
  const refuse = (name: string, expected: string, came: unknown): never => {
    throw new TextError('invalid-option', `${name}: expected ${expected}, came ${String(came)}`);
  };
  for (const name of ['modelClass', 'output', 'revision', 'cacheFolder'] as const) {
    const value = options[name];
    if (value !== undefined && (typeof value !== 'string' || value === '')) refuse(name, 'a text', value);
  }
  for (const name of ['threads', 'maxLength'] as const) {
    const value = options[name];
    if (value !== undefined && !(Number.isSafeInteger(value) && value > 0))
      refuse(name, 'a whole number from 1', value);
  }
  if (options.dtype !== undefined && !types.includes(options.dtype)) refuse('dtype', types.join(', '), options.dtype);
  return options;
}
