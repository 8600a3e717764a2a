import type { Readable } from 'node:stream';
import { LineError, type ObjectLine, objectLines } from '@crossattn/command-line';

/** A line's `id` as results repeat it: what the line has there, or null. */
export type LineId = string | number | null;

/** A question with its passages, or why a line holds none. */
export type BatchLine = AskedLine | FailedLine;

export interface AskedLine {
  readonly id: LineId;
  readonly question: string;
  readonly passages: readonly string[];
}

export interface FailedLine {
  readonly id: LineId;
  readonly error: unknown;
}

/** The lines of a batch, in order; empty ones are passed over. */
export async function* batchLines(stream: Readable, signal: AbortSignal): AsyncGenerator<BatchLine> {
  for await (const line of objectLines(stream, 'id, question and passages', signal)) yield batchLine(line);
}

function batchLine(line: ObjectLine): BatchLine {
  if ('error' in line) return { id: null, error: line.error };
  const { fields, number } = line;
  const { question, passages } = fields;
  const id = isId(fields.id) ? fields.id : null;
  const failed = (message: string): FailedLine => ({ id, error: new LineError(number, message) });
  if (fields.id !== undefined && !isId(fields.id)) return failed('id: expected a text or a number');
  if (typeof question !== 'string') return failed('question: expected a text');
  if (!Array.isArray(passages)) return failed('passages: expected a list of texts');
  const odd = passages.findIndex((passage) => typeof passage !== 'string');
  if (odd !== -1) return failed(`passages: expected texts, got ${typeof passages[odd]} at ${odd}`);
  return { id, question, passages };
}

function isId(value: unknown): value is LineId {
  return typeof value === 'string' || typeof value === 'number' || value === null;
}
