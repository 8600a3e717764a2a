import { type QuestionSource, questionSources } from '../vqa/asked-question.js';
import { count, misunderstood, parse, shared } from './options.js';
import { parseReading, type ReadingCommand } from './reading-arguments.js';

/** What `evaluate captions` was asked to do. */
export interface CaptionsCommand {
  readonly name: 'captions';
  readonly data: string;
  readonly split: string;
  readonly source: string;
  readonly limit?: number;
  readonly model?: string;
  readonly beams?: number;
  readonly threads?: number;
  readonly predictions?: string;
  readonly shuffle: boolean;
  readonly save?: string;
  readonly json: boolean;
}

/** What `evaluate layers` was asked to do. */
export interface LayersCommand {
  readonly name: 'layers';
  readonly goldens: string;
  readonly model?: string;
  readonly data?: string;
  readonly json: boolean;
}

/** What `evaluate evidence` was asked to do. */
export interface EvidenceCommand {
  readonly name: 'evidence';
  readonly data: string;
  readonly split: string;
  readonly source: string;
  readonly limit: number;
  readonly model?: string;
  readonly threads?: number;
  readonly cells: number;
  readonly draws: number;
  /** Photos of the split `train` on which every way of looking is compared first. */
  readonly choose?: number;
  readonly json: boolean;
}

/** What `evaluate vqa` was asked to do. */
export interface VqaCommand {
  readonly name: 'vqa';
  readonly data: string;
  /** Source of the questions, or `all`. */
  readonly source: string;
  /** Questions of each type at most. */
  readonly limit?: number;
  readonly model?: string;
  readonly beams?: number;
  readonly threads?: number;
  readonly predictions?: string;
  /** Answers of a model that was trained without photos. */
  readonly blind?: string;
  readonly save?: string;
  readonly json: boolean;
}

/** What the command was asked to do. */
export type Command =
  | CaptionsCommand
  | EvidenceCommand
  | LayersCommand
  | ReadingCommand
  | VqaCommand
  | { readonly name: 'help' };

const captionsOptions = {
  ...shared,
  split: { type: 'string', default: 'val' },
  source: { type: 'string', default: 'flickr8k' },
  limit: { type: 'string' },
  beams: { type: 'string' },
  threads: { type: 'string' },
  predictions: { type: 'string' },
  shuffle: { type: 'boolean', default: false },
  save: { type: 'string' },
} as const;

const layersOptions = { ...shared, goldens: { type: 'string' } } as const;

const evidenceOptions = {
  ...shared,
  split: { type: 'string', default: 'val' },
  source: { type: 'string', default: 'flickr8k' },
  limit: { type: 'string', default: '200' },
  threads: { type: 'string' },
  cells: { type: 'string', default: '10' },
  draws: { type: 'string', default: '10' },
  choose: { type: 'string' },
} as const;

const vqaOptions = {
  ...shared,
  source: { type: 'string', default: 'all' },
  limit: { type: 'string' },
  beams: { type: 'string' },
  threads: { type: 'string' },
  predictions: { type: 'string' },
  blind: { type: 'string' },
  save: { type: 'string' },
} as const;

/**
 * Reads the arguments of the command.
 *
 * @throws EvaluateError `misunderstood`
 */
export function parseArguments(argv: readonly string[]): Command {
  const [name, ...rest] = argv;
  if (name === '--help' || name === '-h') return { name: 'help' };
  if (name === 'captions') return parseCaptions(rest);
  if (name === 'layers') return parseLayers(rest);
  if (name === 'evidence') return parseEvidence(rest);
  if (name === 'vqa') return parseVqa(rest);
  if (name === 'reading') return parseReading(rest);
  throw misunderstood(`expected captions, vqa, reading, layers or evidence, came ${name ?? 'nothing'}`);
}

function parseCaptions(argv: readonly string[]): Command {
  const { help, limit, beams, threads, model, predictions, save, data, ...rest } = parse(argv, captionsOptions);
  if (help) return { name: 'help' };
  if (data === undefined) throw misunderstood('expected --data <folder>, the photos and their captions.jsonl');
  if (predictions !== undefined) refuseModelOptions({ model, beams, threads }, 'captions are written');
  return {
    name: 'captions',
    ...rest,
    data,
    ...(limit !== undefined && { limit: count('--limit', limit) }),
    ...(beams !== undefined && { beams: count('--beams', beams) }),
    ...(threads !== undefined && { threads: count('--threads', threads) }),
    ...(model !== undefined && { model }),
    ...(predictions !== undefined && { predictions }),
    ...(save !== undefined && { save }),
  };
}

function parseVqa(argv: readonly string[]): Command {
  const { help, limit, beams, threads, model, predictions, blind, save, data, source, json } = parse(argv, vqaOptions);
  if (help) return { name: 'help' };
  if (data === undefined) throw misunderstood('expected --data <folder>, the photos and their captions.jsonl');
  if (source !== 'all' && !questionSources.includes(source as QuestionSource)) {
    throw misunderstood(`--source: expected ${questionSources.join(', ')} or all, came ${source}`);
  }
  if (predictions !== undefined) refuseModelOptions({ model, beams, threads }, 'questions are answered');
  return {
    name: 'vqa',
    data,
    source,
    json,
    ...(limit !== undefined && { limit: count('--limit', limit) }),
    ...(beams !== undefined && { beams: count('--beams', beams) }),
    ...(threads !== undefined && { threads: count('--threads', threads) }),
    ...(model !== undefined && { model }),
    ...(predictions !== undefined && { predictions }),
    ...(blind !== undefined && { blind }),
    ...(save !== undefined && { save }),
  };
}

function refuseModelOptions(options: { readonly [name: string]: string | undefined }, what: string): void {
  const option = Object.keys(options).find((name) => options[name] !== undefined);
  if (option === undefined) return;
  throw misunderstood(`--${option} chooses how ${what}, but --predictions has them ready`);
}

function parseLayers(argv: readonly string[]): Command {
  const { help, goldens, model, data, json } = parse(argv, layersOptions);
  if (help) return { name: 'help' };
  if (goldens === undefined) throw misunderstood('expected --goldens <folder>, what to compare with');
  return {
    name: 'layers',
    goldens,
    json,
    ...(model !== undefined && { model }),
    ...(data !== undefined && { data }),
  };
}

function parseEvidence(argv: readonly string[]): Command {
  const { help, data, limit, threads, cells, draws, choose, model, ...rest } = parse(argv, evidenceOptions);
  if (help) return { name: 'help' };
  if (data === undefined) throw misunderstood('expected --data <folder>, the photos and their captions.jsonl');
  return {
    name: 'evidence',
    ...rest,
    data,
    limit: count('--limit', limit),
    cells: count('--cells', cells),
    draws: count('--draws', draws),
    ...(threads !== undefined && { threads: count('--threads', threads) }),
    ...(choose !== undefined && { choose: count('--choose', choose) }),
    ...(model !== undefined && { model }),
  };
}
