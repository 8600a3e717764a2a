import { type ParseArgsConfig, parseArgs } from 'node:util';
import { EvaluateError } from '../evaluate-error.js';

/** Options that every measurement has. */
export const shared = {
  data: { type: 'string' },
  model: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads options. @throws EvaluateError `misunderstood` */
export function parse<const Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ options: Options }>>['values'] {
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values;
  } catch (cause) {
    throw new EvaluateError('misunderstood', (cause as Error).message, { cause });
  }
}

/** A whole number of at least 1. @throws EvaluateError `misunderstood` */
export function count(name: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw misunderstood(`${name}: expected a whole number of at least 1, came ${text}`);
}

/** What a person has to be told of the arguments. */
export function misunderstood(message: string): EvaluateError {
  return new EvaluateError('misunderstood', message);
}
