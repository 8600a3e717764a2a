import type { Readable } from 'node:stream';
import { LineError, type ObjectLine, objectLines } from '@crossattn/command-line';
import type { AskedImage, FailedLine, QuestionLine } from './question-line.js';

/** The questions of a JSON Lines file, in order; empty lines are passed over. */
export async function* batchLines(
  stream: Readable,
  photoOf: (name: string) => AskedImage,
  signal: AbortSignal,
): AsyncGenerator<QuestionLine> {
  for await (const line of objectLines(stream, 'image and question', signal)) yield batchLine(line, photoOf);
}

function batchLine(line: ObjectLine, photoOf: (name: string) => AskedImage): QuestionLine {
  if ('error' in line) return { name: null, question: null, error: line.error };
  const { fields, number } = line;
  const { image, question, candidates } = fields;
  const failed = (message: string): FailedLine => ({
    name: typeof image === 'string' ? image : null,
    question: typeof question === 'string' ? question : null,
    error: new LineError(number, message),
  });
  if (typeof image !== 'string') return failed('image: expected the path of a photo');
  if (typeof question !== 'string') return failed('question: expected a text');
  if (candidates !== undefined && !isTexts(candidates)) return failed('candidates: expected a list of texts');
  return { name: image, question, photo: photoOf(image), ...(candidates !== undefined && { candidates }) };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
