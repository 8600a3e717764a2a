import type { Readable } from 'node:stream';
import { CrossattnError } from '@crossattn/core';
import type { AskedImage, FailedLine, QuestionLine } from './question-line.js';
import { linesOf } from './read-lines.js';

/** A line of a batch that is no question to a photo. */
class LineError extends CrossattnError<'invalid-line'> {
  override readonly name = 'LineError';
}

/** The questions of a JSON Lines file, in order; empty lines are passed over. */
export async function* batchLines(
  stream: Readable,
  photoOf: (name: string) => AskedImage,
  signal: AbortSignal,
): AsyncGenerator<QuestionLine> {
  let number = 0;
  for await (const line of linesOf(stream, signal)) {
    number += 1;
    if (line.trim() !== '') yield batchLine(line, number, photoOf);
  }
}

function batchLine(line: string, number: number, photoOf: (name: string) => AskedImage): QuestionLine {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (cause) {
    return failed({}, `line ${number}: expected a JSON object, got ${quote(line)}`, cause);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return failed({}, `line ${number}: expected a JSON object with image and question, got ${quote(line)}`);
  }
  const fields = parsed as Record<string, unknown>;
  const { image, question, candidates } = fields;
  if (typeof image !== 'string') return failed(fields, `line ${number}: image: expected the path of a photo`);
  if (typeof question !== 'string') return failed(fields, `line ${number}: question: expected a text`);
  if (candidates !== undefined && !isTexts(candidates)) {
    return failed(fields, `line ${number}: candidates: expected a list of texts`);
  }
  return { name: image, question, photo: photoOf(image), ...(candidates !== undefined && { candidates }) };
}

function failed({ image, question }: Record<string, unknown>, message: string, cause?: unknown): FailedLine {
  return {
    name: typeof image === 'string' ? image : null,
    question: typeof question === 'string' ? question : null,
    error: new LineError('invalid-line', message, { cause }),
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function quote(line: string): string {
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}
