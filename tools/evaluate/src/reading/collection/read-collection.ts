import { join } from 'node:path';
import { type JsonLine, readJsonLines } from '../../captions/read-json-lines.js';
import { EvaluateError } from '../../evaluate-error.js';
import type { MarkedAnswer, ReadingCollection, ReadingPassage, ReadingQuestion } from './reading-collection.js';

/**
 * Reads `passages.jsonl.gz`, `val.jsonl` and `unanswerable_val.jsonl` of a folder. The files count an answer's `start` in
 * code points; every answer must stand where its start says.
 *
 * @throws EvaluateError `not-found`, `invalid-data`
 */
export async function readCollection(folder: string): Promise<ReadingCollection> {
  const passages = (await readJsonLines(join(folder, 'passages.jsonl.gz'))).map(parsePassage);
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  const questions = async (file: string) =>
    (await readJsonLines(join(folder, file))).map((line) => parseQuestion(line, byId));
  return {
    passages,
    answerable: await questions('val.jsonl'),
    unanswerable: await questions('unanswerable_val.jsonl'),
  };
}

function parsePassage(line: JsonLine): ReadingPassage {
  return { id: text(line, 'id'), title: text(line, 'title'), text: text(line, 'text'), source: text(line, 'source') };
}

function parseQuestion(line: JsonLine, passages: ReadonlyMap<string, ReadingPassage>): ReadingQuestion {
  const { value, place } = line;
  const passageId = text(line, 'passage_id');
  const passage = passages.get(passageId);
  if (passage === undefined) {
    throw new EvaluateError('invalid-data', `${place}: passage_id: no passage ${passageId} in passages.jsonl.gz`);
  }
  if (!Array.isArray(value.answers)) throw new EvaluateError('invalid-data', `${place}: answers: expected a list`);
  return {
    id: text(line, 'id'),
    question: text(line, 'question'),
    answers: value.answers.map((answer) => parseAnswer(answer, passage, place)),
    passage,
    source: text(line, 'source'),
  };
}

function parseAnswer(answer: unknown, passage: ReadingPassage, place: string): MarkedAnswer {
  const { text, start } = { ...(answer as object) } as { readonly text?: unknown; readonly start?: unknown };
  if (typeof text !== 'string' || typeof start !== 'number') {
    throw new EvaluateError(
      'invalid-data',
      `${place}: answers: expected {"text","start"}, came ${JSON.stringify(answer)}`,
    );
  }
  const offset = utf16Offset(passage.text, start);
  const found = passage.text.slice(offset, offset + text.length);
  if (found === text) return { text, start: offset };
  throw new EvaluateError(
    'invalid-data',
    `${place}: expected ${JSON.stringify(text)} at character ${start} of passage ${passage.id}, came ${JSON.stringify(found)}`,
  );
}

/** The offset in UTF-16 units of the character that so many code points precede. */
function utf16Offset(text: string, codePoints: number): number {
  let offset = 0;
  for (let count = 0; count < codePoints && offset < text.length; count++) {
    offset += (text.codePointAt(offset) as number) > 0xffff ? 2 : 1;
  }
  return offset;
}

function text({ value, place }: JsonLine, name: string): string {
  const field = value[name];
  if (typeof field === 'string') return field;
  throw new EvaluateError('invalid-data', `${place}: ${name}: expected a text, came ${JSON.stringify(field)}`);
}
