import { CheckpointError } from '../errors.js';
import { type EfficientNetLiteConfig, mapCells, parseVisionConfig } from './efficientnet-lite-config.js';
import type { Fields } from './fields.js';
import { parseTasks, type TaskConfigs } from './task-config.js';
import { parseTextConfig, type TextConfig } from './text-config.js';
import { parseTransformerConfig, type TransformerConfig } from './transformer-config.js';

/** What turns the map of an image encoder into the memory: a transformer over its cells. */
export interface BridgeConfig extends TransformerConfig {
  /** Cells of the map, row by row; the length of the memory. */
  readonly positions: number;
}

/** A transformer decoder with cross-attention, pre-norm, with tied embeddings. */
export interface DecoderConfig extends TransformerConfig {
  /** Most tokens that it can attend to, prompt included. */
  readonly maxLength: number;
  readonly vocabularySize: number;
  /** `gelu` is the exact form, by the error function. */
  readonly activation: 'gelu';
  readonly normEpsilon: number;
}

/** Ids of the tokens that have a meaning of their own. */
export interface TokenIds {
  readonly pad: number;
  readonly unknown: number;
  readonly end: number;
}

/**
 * The configuration of a model that writes about photos: captions, and answers to questions where it also has a text
 * encoder. `model_type` is `crossattn-image-text`.
 */
export interface ImageTextConfig {
  readonly modelType: 'crossattn-image-text';
  readonly formatVersion: number;
  /** Tells one set of weights from another. */
  readonly revision: string;
  readonly vision: EfficientNetLiteConfig;
  readonly bridge: BridgeConfig;
  /** The encoder of questions; its vocabulary is the decoder's. Undefined where the model reads no text. */
  readonly text?: TextConfig | undefined;
  readonly decoder: DecoderConfig;
  readonly tokens: TokenIds;
  /** What the model can be asked to write; at least one task. */
  readonly tasks: TaskConfigs;
}

const supportedFormatVersion = 2;

/** Reads a configuration whose `model_type` is `crossattn-image-text`. */
export function parseImageTextConfig(root: Fields, source: string): ImageTextConfig {
  const formatVersion = root.count('format_version');
  if (formatVersion !== supportedFormatVersion) {
    const advice = formatVersion > supportedFormatVersion ? '; a newer version of this package may read it' : '';
    throw new CheckpointError(
      'unsupported-format-version',
      `${source}: format_version: expected ${supportedFormatVersion}, came ${formatVersion}${advice}`,
    );
  }
  const vision = parseVisionConfig(root.object('vision'), source);
  const bridge = parseBridgeConfig(root.object('bridge'), mapCells(vision));
  const text = root.has('text') ? parseTextConfig(root.object('text'), bridge.width) : undefined;
  const decoder = parseDecoderConfig(root.object('decoder'));
  return {
    modelType: 'crossattn-image-text',
    formatVersion,
    revision: root.text('revision'),
    vision,
    bridge,
    text,
    decoder,
    tokens: parseTokenIds(root.object('tokens'), decoder.vocabularySize),
    tasks: parseTasks(root, { vocabularySize: decoder.vocabularySize, maxLength: decoder.maxLength, text }),
  };
}

function parseBridgeConfig(bridge: Fields, cells: number): BridgeConfig {
  const transformer = parseTransformerConfig(bridge);
  const positions = bridge.count('positions');
  if (positions !== cells) bridge.refuse('positions', `${cells}, the cells of the map that vision gives`);
  return { ...transformer, positions };
}

function parseDecoderConfig(decoder: Fields): DecoderConfig {
  return {
    ...parseTransformerConfig(decoder),
    maxLength: decoder.count('max_length', { minimum: 2 }),
    vocabularySize: decoder.count('vocabulary_size'),
    activation: decoder.oneOf('activation', ['gelu']),
    normEpsilon: decoder.number('norm_epsilon', { minimum: 0, maximum: 1 }),
  };
}

function parseTokenIds(tokens: Fields, vocabularySize: number): TokenIds {
  const id = { minimum: 0, maximum: vocabularySize - 1 };
  return { pad: tokens.count('pad', id), unknown: tokens.count('unknown', id), end: tokens.count('end', id) };
}
