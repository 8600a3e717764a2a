import { parseArgs } from 'node:util';
import { EvaluateError } from '../evaluate-error.js';

/** What `evaluate captions` was asked to do. */
export interface CaptionsCommand {
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

const options = {
  data: { type: 'string' },
  split: { type: 'string', default: 'val' },
  source: { type: 'string', default: 'flickr8k' },
  limit: { type: 'string' },
  model: { type: 'string' },
  beams: { type: 'string' },
  threads: { type: 'string' },
  predictions: { type: 'string' },
  shuffle: { type: 'boolean', default: false },
  save: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the arguments of the command; `help` where that is asked for.
 *
 * @throws EvaluateError `misunderstood`
 */
export function parseArguments(argv: readonly string[]): CaptionsCommand | 'help' {
  const { values, positionals } = parse(argv);
  const { help, limit, beams, threads, model, predictions, save, data, ...rest } = values;
  if (help) return 'help';
  if (positionals.length !== 1 || positionals[0] !== 'captions') {
    throw misunderstood(`expected the one argument captions, came ${positionals.join(' ') || 'none'}`);
  }
  if (data === undefined) throw misunderstood('expected --data <folder>, the photos and their captions.jsonl');
  for (const [name, value] of Object.entries({ '--model': model, '--beams': beams, '--threads': threads })) {
    if (value === undefined || predictions === undefined) continue;
    throw misunderstood(`${name} chooses how captions are written, but --predictions has them ready`);
  }
  return {
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

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (cause) {
    throw new EvaluateError('misunderstood', (cause as Error).message, { cause });
  }
}

function count(name: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw misunderstood(`${name}: expected a whole number of at least 1, came ${text}`);
}

function misunderstood(message: string): EvaluateError {
  return new EvaluateError('misunderstood', message);
}
