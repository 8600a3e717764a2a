import { count, misunderstood, parse, shared } from './options.js';

/** What can be measured by itself. */
const readingParts = ['given', 'declining', 'retrieval'] as const;

export type ReadingPart = (typeof readingParts)[number];

/** What `evaluate reading` was asked to do. */
export interface ReadingCommand {
  readonly name: 'reading';
  readonly data: string;
  /** Source of the questions, or `all`. */
  readonly source: string;
  /** Undefined for all parts. */
  readonly part?: ReadingPart;
  /** Questions of each kind at most; Infinity for all, undefined for the sizes that are usual. */
  readonly limit?: number;
  readonly model?: string;
  readonly threads?: number;
  /** Folder for the indexed passages. */
  readonly store?: string;
  /** Chooses threshold and temperature, declining at most this share of answerable questions. */
  readonly choose?: number;
  readonly save?: string;
  readonly json: boolean;
}

const readingOptions = {
  ...shared,
  source: { type: 'string', default: 'all' },
  part: { type: 'string' },
  limit: { type: 'string' },
  threads: { type: 'string' },
  store: { type: 'string' },
  choose: { type: 'string' },
  save: { type: 'string' },
} as const;

/**
 * Reads the arguments after `reading`.
 *
 * @throws EvaluateError `misunderstood`
 */
export function parseReading(argv: readonly string[]): ReadingCommand | { readonly name: 'help' } {
  const { help, data, part, limit, threads, model, store, choose, save, ...rest } = parse(argv, readingOptions);
  if (help) return { name: 'help' };
  if (data === undefined) throw misunderstood('expected --data <folder>, the passages and their questions');
  if (part !== undefined && !isPart(part)) {
    throw misunderstood(`--part: expected ${readingParts.join(', ')}, came ${part}`);
  }
  if (choose !== undefined && (part === 'retrieval' || part === 'given')) {
    throw misunderstood(`--choose is about declining, but --part ${part} does not measure it`);
  }
  return {
    name: 'reading',
    ...rest,
    data,
    ...(part !== undefined && { part }),
    ...(limit !== undefined && { limit: limit === '0' ? Infinity : count('--limit', limit) }),
    ...(threads !== undefined && { threads: count('--threads', threads) }),
    ...(model !== undefined && { model }),
    ...(store !== undefined && { store }),
    ...(choose !== undefined && { choose: share('--choose', choose) }),
    ...(save !== undefined && { save }),
  };
}

function isPart(part: string): part is ReadingPart {
  return readingParts.includes(part as ReadingPart);
}

function share(name: string, text: string): number {
  const value = Number(text);
  if (/^0?\.\d+$/.test(text) && value > 0) return value;
  throw misunderstood(`${name}: expected a share between 0 and 1 such as 0.08, came ${text}`);
}
