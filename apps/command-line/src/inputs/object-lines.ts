import type { Readable } from 'node:stream';
import { CrossattnError } from '@crossattn/core';
import { linesOf } from './read-lines.js';

/** A line of a batch that is not what the command reads there. */
export class LineError extends CrossattnError<'invalid-line'> {
  override readonly name = 'LineError';

  /** @param number - of the line, counting from 1 */
  constructor(number: number, message: string, options?: ErrorOptions) {
    super('invalid-line', `line ${number}: ${message}`, options);
  }
}

/** A line that holds a JSON object, or why it does not. */
export type ObjectLine =
  | { readonly number: number; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly number: number; readonly error: LineError };

/**
 * The objects of a JSON Lines file, in order; empty lines are passed over.
 *
 * @param expected - what an object holds, for the message about a line that is none: `image and question`
 */
export async function* objectLines(
  stream: Readable,
  expected: string,
  signal: AbortSignal,
): AsyncGenerator<ObjectLine> {
  let number = 0;
  for await (const line of linesOf(stream, signal)) {
    number += 1;
    if (line.trim() !== '') yield objectLine(line, number, expected);
  }
}

function objectLine(line: string, number: number, expected: string): ObjectLine {
  const wanted = `expected a JSON object with ${expected}, got ${quote(line)}`;
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (cause) {
    return { number, error: new LineError(number, wanted, { cause }) };
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
    return { number, fields: parsed as Record<string, unknown> };
  }
  return { number, error: new LineError(number, wanted) };
}

function quote(line: string): string {
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}
