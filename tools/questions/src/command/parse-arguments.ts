import { parseArgs } from 'node:util';
import { QuestionsError } from '../questions-error.js';

/** What the command was asked to do. */
export interface Command {
  readonly data: string;
  readonly split: string;
  /** File to write; standard output where none is given. */
  readonly output?: string;
  readonly seed: number;
}

const options = {
  data: { type: 'string' },
  split: { type: 'string', default: 'train' },
  output: { type: 'string', short: 'o' },
  seed: { type: 'string', default: '1' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the arguments of the command; undefined where help was asked for.
 *
 * @throws QuestionsError `misunderstood`
 */
export function parseArguments(argv: readonly string[]): Command | undefined {
  const { data, split, output, seed, help } = parse(argv);
  if (help) return undefined;
  if (data === undefined) throw misunderstood('expected --data <folder>, the photos and their captions.jsonl');
  if (!/^\d{1,9}$/.test(seed)) throw misunderstood(`--seed: expected a whole number, came ${seed}`);
  return { data, split, seed: Number(seed), ...(output !== undefined && { output }) };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    throw misunderstood((cause as Error).message, cause);
  }
}

function misunderstood(message: string, cause?: unknown): QuestionsError {
  return new QuestionsError('misunderstood', message, { cause });
}
