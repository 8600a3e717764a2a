import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { EvaluateError } from '../evaluate-error.js';

/** A JSON object and the line that it stands on. */
export interface JsonLine {
  readonly value: { readonly [key: string]: unknown };
  /** File and line number, as an error names it. */
  readonly place: string;
}

/**
 * Reads a file of JSON objects, one a line, compressed where its name ends in `.gz`; empty lines are passed over.
 *
 * @throws EvaluateError `not-found`, `invalid-data`
 */
export async function readJsonLines(path: string): Promise<JsonLine[]> {
  const bytes = await readFile(path).catch((cause) => {
    throw new EvaluateError('not-found', `${path}: cannot be read: ${cause.message}`, { cause });
  });
  return (await textOf(bytes, path))
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, `${path}:${index + 1}`)]));
}

async function textOf(bytes: Buffer, path: string): Promise<string> {
  if (!path.endsWith('.gz')) return bytes.toString('utf8');
  const text = await promisify(gunzip)(bytes).catch((cause) => {
    throw new EvaluateError('invalid-data', `${path}: expected gzip: ${cause.message}`, { cause });
  });
  return text.toString('utf8');
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
