import { readFile } from 'node:fs/promises';
import { EvaluateError } from '../evaluate-error.js';

/** A JSON object and the line that it stands on. */
export interface JsonLine {
  readonly value: { readonly [key: string]: unknown };
  /** File and line number, as an error names it. */
  readonly place: string;
}

/**
 * Reads a file of JSON objects, one a line; empty lines are passed over.
 *
 * @throws EvaluateError `not-found`, `invalid-data`
 */
export async function readJsonLines(path: string): Promise<JsonLine[]> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new EvaluateError('not-found', `${path}: cannot be read: ${cause.message}`, { cause });
  });
  return text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, `${path}:${index + 1}`)]));
}

function parseLine(line: string, place: string): JsonLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new EvaluateError('invalid-data', `${place}: expected JSON, came ${(cause as Error).message}`, { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value: { ...value }, place };
  throw new EvaluateError('invalid-data', `${place}: expected an object, came ${line}`);
}
