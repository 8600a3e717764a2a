import { CheckpointError } from '../errors.js';
import { type EfficientNetLiteConfig, mapCells, parseVisionConfig } from './efficientnet-lite-config.js';
import type { Fields } from './fields.js';
import { type GenerationConfig, parseGenerationConfig } from './generation-config.js';
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

/** Something that a model can be asked to write. */
export interface TaskConfig {
  /** Ids of the tokens that a decoder starts from. */
  readonly prompt: readonly number[];
}

/** The configuration of a model that writes captions: `model_type` is `crossattn-captioner`. */
export interface CaptionerConfig {
  readonly modelType: 'crossattn-captioner';
  readonly formatVersion: number;
  /** Tells one set of weights from another. */
  readonly revision: string;
  readonly vision: EfficientNetLiteConfig;
  readonly bridge: BridgeConfig;
  readonly decoder: DecoderConfig;
  readonly tokens: TokenIds;
  /** By name; `caption` is always there. */
  readonly tasks: { readonly caption: TaskConfig; readonly [name: string]: TaskConfig };
  /** Defaults that suit this model. */
  readonly generation: GenerationConfig;
}

/** The newest version of the format that this package reads. */
const newestFormatVersion = 1;

/** Reads a configuration whose `model_type` is `crossattn-captioner`. */
export function parseCaptionerConfig(root: Fields, source: string): CaptionerConfig {
  const formatVersion = root.count('format_version');
  if (formatVersion > newestFormatVersion) {
    throw new CheckpointError(
      'unsupported-format-version',
      `${source}: format_version: expected at most ${newestFormatVersion}, came ${formatVersion}; a newer version of this package may read it`,
    );
  }
  const vision = parseVisionConfig(root.object('vision'), source);
  const decoder = parseDecoderConfig(root.object('decoder'));
  const tasks = parseTasks(root.object('tasks'), decoder);
  return {
    modelType: 'crossattn-captioner',
    formatVersion,
    revision: root.text('revision'),
    vision,
    bridge: parseBridgeConfig(root.object('bridge'), mapCells(vision)),
    decoder,
    tokens: parseTokenIds(root.object('tokens'), decoder.vocabularySize),
    tasks,
    generation: parseGenerationConfig(root.object('generation'), decoder.maxLength - longestPrompt(tasks)),
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

function parseTasks(tasks: Fields, { vocabularySize, maxLength }: DecoderConfig): CaptionerConfig['tasks'] {
  const parse = (name: string): TaskConfig => {
    const task = tasks.object(name);
    const prompt = task.counts('prompt', { minimum: 0, maximum: vocabularySize - 1 });
    if (prompt.length >= maxLength) task.refuse('prompt', `fewer ids than the decoder's max_length of ${maxLength}`);
    return { prompt };
  };
  return { ...Object.fromEntries(tasks.names().map((name) => [name, parse(name)])), caption: parse('caption') };
}

function longestPrompt(tasks: CaptionerConfig['tasks']): number {
  return Math.max(...Object.values(tasks).map(({ prompt }) => prompt.length));
}
